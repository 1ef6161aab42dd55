"""No container is privileged.

A privileged container has every right of its node, and with it every other container there.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, equals

RULE = ContainerRule(
    severity="error",
    path="securityContext.privileged",
    expect=equals(False),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-score": ["container-security-context-privileged"],
        "kube-linter": ["privileged-container"],
        "polaris": ["runAsPrivileged"],
        "kubesec": ["Privileged"],
        "checkov": ["CKV_K8S_16"],
        "trivy": ["KSV-0017"],
        "kubescape": ["C-0057"],
        "kyverno": ["disallow-privileged-containers"],
        "PSS": ["privileged"],
    },
    rows=["B1"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen fills it in.",
)
