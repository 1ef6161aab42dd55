"""Roles do not delete.

Deleting is how traces are removed and services stopped. Controllers that clean up need an exemption.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, Grant

GRANT = Grant(verbs=("delete", "deletecollection"))


RULE = ObjectRule(
    severity="warning",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"kubescape": ["C-0007", "C-0031"]},
    rows=["C18"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` without `delete`.",
    manifest="In a Role or ClusterRole: no entry of `rules` may have the verbs `delete` or `deletecollection`.",
)
