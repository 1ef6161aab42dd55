"""No container takes another user or role of SELinux.

They open domains that the type alone would keep closed.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, empty

RULE = ContainerRule(
    severity="error",
    path=("securityContext.seLinuxOptions.user", "securityContext.seLinuxOptions.role"),
    inherits=True,
    expect=empty(),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"trivy": ["KSV-0025"], "kyverno": ["disallow-selinux"], "PSS": ["seLinuxOptions"]},
    rows=["B14"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
