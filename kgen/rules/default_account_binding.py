"""Nothing is granted to the account `default`.

Every pod that names no account has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject, maps
from kgen.rules._grants import BINDINGS


def verify(binding: Subject) -> Iterator[Fault]:
    for index, subject in enumerate(maps(binding.value, "subjects")):
        if subject.get("kind") == "ServiceAccount" and subject.get("name") == "default":
            path = f"subjects[{index}].name"
            yield Fault(path, f"'{path}' is 'default'; it must name an account of one service")


RULE = ObjectRule(
    severity="error",
    kinds=BINDINGS,
    verify=verify,
    condition="!has(object.subjects) || object.subjects.all(s, s.kind != 'ServiceAccount' || s.name != 'default')",
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={"checkov": ["CKV_K8S_42"], "popeye": ["308"]},
    rows=["C7"],
)
