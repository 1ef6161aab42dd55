"""No Tiller and no dashboard run in the cluster.

Both act with the rights of an administrator for whoever reaches them, and have been the way into well-known clusters.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, unlike

RULE = ContainerRule(
    severity="error",
    path="image",
    expect=unlike(
        r"(^|/)(tiller|kubernetes-dashboard[a-z0-9-]*|kubernetesui/dashboard[a-z0-9-]*)([:@]|$)", "not be Tiller or the dashboard"
    ),
    sources=["https://helm.sh/docs/topics/v2_v3_migration/"],
    asked_by={
        "checkov": ["CKV_K8S_33", "CKV_K8S_34", "CKV_K8S_44", "CKV_K8S_45"],
        "trivy": ["KSV-0102"],
        "kubescape": ["C-0014"],
        "kyverno": ["disallow-helm-tiller"],
    },
    rows=["B35"],
    practice="Known holes are closed",
    satisfy="`image` names another program; `kubectl` and your own account do what the dashboard does.",
)
