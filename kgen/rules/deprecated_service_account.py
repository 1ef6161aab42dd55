"""A pod names its account in `serviceAccountName` only.

`serviceAccount` is the old name of the field; where both are given, it is not clear to a reader which one holds.
"""

from __future__ import annotations

from kgen.rules import PodRule, absent

RULE = PodRule(
    severity="error",
    path="serviceAccount",
    expect=absent(),
    offline="the API server itself fills it in beside serviceAccountName",
    sources=["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"],
    asked_by={"kube-linter": ["deprecated-service-account-field"], "kubescape": ["C-0294"]},
    rows=["C4"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
