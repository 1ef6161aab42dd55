"""No container asks for the rights of a Windows host process.

A host process container is the node. Services run on Linux here.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, absent

RULE = ContainerRule(
    severity="error",
    path="securityContext.windowsOptions",
    expect=absent(),
    inherits=True,
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={
        "polaris": ["hostProcess"],
        "trivy": ["KSV-0103"],
        "kyverno": ["disallow-host-process", "require-run-as-containeruser"],
        "PSS": ["windowsHostProcess"],
    },
    rows=["B29"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
