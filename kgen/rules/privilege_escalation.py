"""A process cannot get more rights than it was started with.

It sets no_new_privs: a set-uid program in the image, sudo among them, gives an attacker nothing.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, equals

RULE = ContainerRule(
    severity="error",
    path="securityContext.allowPrivilegeEscalation",
    expect=equals(False),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://docs.kernel.org/userspace-api/no_new_privs.html",
    ],
    asked_by={
        "kube-linter": ["privilege-escalation-container"],
        "polaris": ["privilegeEscalationAllowed"],
        "kubesec": ["AllowPrivilegeEscalation"],
        "checkov": ["CKV_K8S_20"],
        "trivy": ["KSV-0001"],
        "kubescape": ["C-0016"],
        "kyverno": ["disallow-privilege-escalation"],
        "PSS": ["allowPrivilegeEscalation"],
    },
    rows=["B2"],
)
