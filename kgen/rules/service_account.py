"""A pod runs under a service account of its own.

What is granted to one service would otherwise be granted to all that share the account.
"""

from __future__ import annotations

from kgen.rules import PodRule, other_than

RULE = PodRule(
    severity="error",
    risk="rights and pull secrets of the account 'default' are used no more",
    path="serviceAccountName",
    expect=other_than("default", "", right="name an account of its own, not 'default'"),
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
    asked_by={
        "kube-linter": ["default-service-account"],
        "kubesec": ["ServiceAccountName"],
        "kubescape": ["C-0189"],
        "kyverno": ["restrict-service-account"],
        "popeye": ["300"],
    },
    rows=["C1"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; kgen writes it so.",
)
