"""Roles do not change settings.

ConfigMaps steer other programs, in some clusters even who may log in.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, WRITE, Grant

GRANT = Grant(resources=("configmaps",), verbs=WRITE)


RULE = ObjectRule(
    severity="warning",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"trivy": ["KSV-0049", "KSV-0115"], "kubescape": ["C-0037"]},
    rows=["C15"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions: {configmaps: [get, list, watch]}`, without verbs that write.",
    manifest="In a Role or ClusterRole: no entry of `rules` may write `configmaps`.",
)
