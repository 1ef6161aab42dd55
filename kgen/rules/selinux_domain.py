"""No container runs in an SELinux domain of the node.

Other domains than those of containers, and other users and roles, take away the wall between container and node.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, allowed

RULE = ContainerRule(
    severity="error",
    path="securityContext.seLinuxOptions.type",
    expect=allowed("container_t", "container_init_t", "container_kvm_t", "container_engine_t"),
    inherits=True,
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"trivy": ["KSV-0025"], "kyverno": ["disallow-selinux"], "PSS": ["seLinuxOptions"]},
    rows=["B14"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
