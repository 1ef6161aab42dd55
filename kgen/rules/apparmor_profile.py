"""Pods run under an AppArmor profile, where the nodes have AppArmor.

The runtime's default profile closes parts of /proc and /sys that an attacker starts from. A node without AppArmor
refuses such pods, so the environment has to state `apparmor: true`. Kubernetes has the field from 1.30 on; before, such
nodes use the runtime's default profile by themselves.
"""

from __future__ import annotations

from kgen.rules import PodRule, one_of

RULE = PodRule(
    severity="error",
    risk="a program that needs parts of /proc and /sys fails",
    when=lambda environment: environment.apparmor and environment.kubernetes >= "1.30",
    path="securityContext.appArmorProfile.type",
    expect=one_of("RuntimeDefault", "Localhost", fill="RuntimeDefault"),
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
    satisfy="`apparmor: true` in the environment; kgen fills in the profile.",
)
