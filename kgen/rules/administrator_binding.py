"""Nobody is bound to a role of administrators.

`cluster-admin`, `admin` and `edit` grant what no service needs; a Role of its own says what it does need.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, none_of
from kgen.rules._grants import BINDINGS

RULE = ObjectRule(
    severity="error",
    kinds=BINDINGS,
    path="roleRef.name",
    expect=none_of("cluster-admin", "admin", "edit", "system:masters"),
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "kube-linter": ["cluster-admin-role-binding"],
        "polaris": ["clusterrolebindingClusterAdmin", "rolebindingClusterAdminClusterRole", "rolebindingClusterAdminRole"],
        "trivy": ["KSV-0111"],
        "kubescape": ["C-0272"],
        "kyverno": ["restrict-binding-clusteradmin"],
    },
    rows=["C9"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions: {pods: [get, list]}` names what the program needs and makes a Role of its own.",
)
