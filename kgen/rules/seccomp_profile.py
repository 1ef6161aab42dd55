"""System calls are filtered.

The runtime's default profile refuses the few dozen calls that breakouts are made of, and that almost no program needs.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, one_of

RULE = ContainerRule(
    severity="error",
    risk="a program that needs rare system calls fails",
    path="securityContext.seccompProfile.type",
    expect=one_of("RuntimeDefault", "Localhost", fill="RuntimeDefault"),
    inherits=True,
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/tutorials/security/seccomp/",
    ],
    asked_by={
        "kube-score": ["container-seccomp-profile"],
        "kubesec": ["SeccompAny", "SeccompUnconfined"],
        "checkov": ["CKV_K8S_31"],
        "trivy": ["KSV-0030", "KSV-0104"],
        "kubescape": ["C-0210"],
        "kyverno": ["restrict-seccomp", "restrict-seccomp-strict"],
        "PSS": ["seccompProfile_baseline", "seccompProfile_restricted"],
    },
    rows=["B12"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen fills it in.",
)
