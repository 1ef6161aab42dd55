"""The runtime's masks stay over /proc.

Without them a container reads and writes settings of the kernel it shares with all others.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, allowed

RULE = ContainerRule(
    severity="error",
    path="securityContext.procMount",
    expect=allowed("Default"),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={
        "kube-linter": ["unsafe-proc-mount"],
        "polaris": ["procMount"],
        "trivy": ["KSV-0027"],
        "kyverno": ["disallow-proc-mount"],
        "PSS": ["procMount", "procMount_restricted"],
    },
    rows=["B17"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
