"""No container leaves its AppArmor profile.

`Unconfined` takes away what the nodes protect every container with.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, allowed

RULE = ContainerRule(
    severity="error",
    path="securityContext.appArmorProfile.type",
    expect=allowed("RuntimeDefault", "Localhost"),
    inherits=True,
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/tutorials/security/apparmor/",
    ],
    asked_by={
        "kubesec": ["ApparmorAny", "ApparmorUnconfined"],
        "trivy": ["KSV-0002"],
        "kyverno": ["restrict-apparmor-profiles", "add-apparmor-annotations"],
        "PSS": ["appArmorProfile"],
    },
    rows=["B13"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
