"""Roles do not redirect traffic.

Whoever writes Services, endpoints or policies can send other programs' traffic to themselves.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, WRITE, Grant

GRANT = Grant(
    resources=("services", "services/status", "endpoints", "endpointslices", "ingresses", "networkpolicies"),
    verbs=WRITE,
)


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"checkov": ["CKV2_K8S_4"], "trivy": ["KSV-0056"], "kyverno": ["restrict-edit-for-endpoints"]},
    rows=["C16"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` that only read them.",
    manifest="In a Role or ClusterRole: no entry of `rules` may write services, endpoints, ingresses or network policies.",
)
