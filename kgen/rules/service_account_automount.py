"""A service account gives its token to no pod by itself.

A pod that is added later, and says nothing, gets none.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, equals

RULE = ObjectRule(
    severity="error",
    risk="a program that asks the Kubernetes API under this account is refused",
    kinds=("ServiceAccount",),
    path="automountServiceAccountToken",
    expect=equals(False),
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
    asked_by={
        "kyverno": ["restrict-sa-automount-sa-token", "disable-automountserviceaccounttoken"],
        "popeye": ["303"],
        "checkov": ["CKV_K8S_41"],
    },
    rows=["C3", "C7"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; kgen fills it in.",
)
