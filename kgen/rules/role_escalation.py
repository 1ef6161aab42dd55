"""Roles do not hand out rights.

With `bind`, `escalate` or `impersonate`, or with roles to write, an account gives itself everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject
from kgen.rules._grants import ROLES, WRITE, Grant

RBAC = ("roles", "rolebindings", "clusterroles", "clusterrolebindings")
GRANTS = (Grant(verbs=("bind", "escalate", "impersonate")), Grant(resources=RBAC, verbs=WRITE))


def verify(role: Subject) -> Iterator[Fault]:
    for grant in GRANTS:
        yield from grant.verify(role)


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": lambda rule: all(grant.spares(rule) for grant in GRANTS)},
    verify=verify,
    condition=" && ".join(grant.condition for grant in GRANTS),
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "checkov": ["CKV_K8S_157", "CKV_K8S_158", "CKV2_K8S_1", "CKV2_K8S_3"],
        "trivy": ["KSV-0043", "KSV-0050", "KSV-0051", "KSV-0052", "KSV-0055"],
        "kubescape": ["C-0065", "C-0191", "C-0267"],
        "kyverno": ["restrict-escalation-verbs-roles"],
    },
    rows=["C13", "C19"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` without roles and bindings.",
    manifest=(
        "In a Role or ClusterRole: no entry of `rules` may have the verbs `bind`, `escalate` or `impersonate`, or write "
        "roles and bindings."
    ),
)
