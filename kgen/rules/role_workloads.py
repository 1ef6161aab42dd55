"""Roles do not start programs.

Whoever may create a pod may run as any account of the namespace and mount any of its secrets. Operators need an
exemption.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, Grant

GRANT = Grant(
    resources=("pods", "deployments", "statefulsets", "daemonsets", "replicasets", "replicationcontrollers", "jobs", "cronjobs"),
    verbs=("create", "update", "patch"),
)


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"kube-linter": ["access-to-create-pods"], "trivy": ["KSV-0048"], "kubescape": ["C-0188"]},
    rows=["C11"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` that only read them.",
    manifest="In a Role or ClusterRole: no entry of `rules` may create or change pods and workloads.",
)
