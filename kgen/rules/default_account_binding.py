"""Nothing is granted to the account `default`.

Every pod that names no account has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, ObjectRule, Subject, maps
from kgen.rules._grants import BINDINGS


def _holds(subject: Any) -> bool:
    is_default = isinstance(subject, dict) and subject.get("name") == "default" and subject.get("kind") == "ServiceAccount"
    return not is_default


def verify(binding: Subject) -> Iterator[Fault]:
    for index, subject in enumerate(maps(binding.value, "subjects")):
        if not _holds(subject):
            path = f"subjects[{index}].name"
            yield Fault(path, f"'{path}' is 'default'; it must name an account of one service")


RULE = ObjectRule(
    severity="error",
    kinds=BINDINGS,
    sure={"subjects[]": _holds},
    verify=verify,
    condition="!has(object.subjects) || object.subjects.all(s, s.kind != 'ServiceAccount' || s.name != 'default')",
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"checkov": ["CKV_K8S_42"], "popeye": ["308"]},
    rows=["C7"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` are bound to the service's own account.",
    manifest="In a RoleBinding or ClusterRoleBinding: no ServiceAccount in `subjects` may be `default`.",
)
