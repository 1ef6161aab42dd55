"""Roles give no access to secrets.

Who reads the secrets of a namespace has the rights of everyone in it. Mount the one that is needed instead.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, Grant

GRANT = Grant(resources=("secrets",))


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "kube-linter": ["access-to-secrets"],
        "checkov": ["CKV2_K8S_5"],
        "trivy": ["KSV-0041", "KSV-0113"],
        "kubescape": ["C-0015", "C-0186"],
        "kyverno": ["restrict-secret-role-verbs"],
    },
    rows=["C10"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`secrets: {payments-db: /run/secrets/payments-db}` mounts the one that is needed.",
    manifest="In a Role or ClusterRole: no entry of `rules` may name `secrets`.",
)
