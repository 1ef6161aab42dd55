"""Nothing bears the labels of Tiller or the dashboard.

Whatever image it has: both act with the rights of an administrator for whoever reaches them.
"""

from __future__ import annotations

from kgen.rules import TEMPLATES, ObjectRule, none_of

KEYS = ("labels.app", "labels.name", "labels['k8s-app']", "labels['app.kubernetes.io/name']")

RULE = ObjectRule(
    severity="error",
    kinds=(*TEMPLATES, "Service"),
    path=tuple(f"metadata.{key}" for key in KEYS),
    expect=none_of("kubernetes-dashboard", "tiller"),
    sources=["https://helm.sh/docs/topics/v2_v3_migration/"],
    asked_by={
        "checkov": ["CKV_K8S_33", "CKV_K8S_34", "CKV_K8S_44", "CKV_K8S_45"],
        "trivy": ["KSV-0102"],
        "kubescape": ["C-0014"],
        "kyverno": ["disallow-helm-tiller"],
    },
    rows=["B35"],
    practice="Known holes are closed",
    satisfy="`name` is the label of a service: take another.",
)
