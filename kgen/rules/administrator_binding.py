"""Nobody is bound to a role of administrators.

`cluster-admin`, `admin` and `edit` grant what no service needs; a Role of its own, whatever its name, says what it does need.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child
from kgen.rules._grants import BINDINGS

ROLES = ["cluster-admin", "admin", "edit", "system:masters"]


def verify(binding: Subject) -> Iterator[Fault]:
    role = child(binding.value, "roleRef")
    if role.get("name") in ROLES and role.get("kind") != "Role":
        named = ", ".join(map(shown, ROLES[:-1]))
        yield Fault("roleRef.name", f"'roleRef.name' is {shown(role['name'])}; it must not be {named} or {shown(ROLES[-1])}")


RULE = ObjectRule(
    severity="error",
    kinds=BINDINGS,
    verify=verify,
    sure={"roleRef.name": lambda name: name not in ROLES},
    condition=f"object.roleRef.kind == 'Role' || !(object.roleRef.name in {json.dumps(ROLES)})",
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
    manifest="`roleRef.name` must not be `cluster-admin`, `admin`, `edit` or `system:masters`, unless `roleRef.kind` is `Role`.",
)
