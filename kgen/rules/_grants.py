"""What roles must not grant: verbs on resources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules._pods import Manifest, maps
from kgen.rules._subject import Fault, Subject

ROLES = ("Role", "ClusterRole")
BINDINGS = ("RoleBinding", "ClusterRoleBinding")
WRITE = ("create", "update", "patch", "delete", "deletecollection")


_OWN = "!g.contains('.') || g.endsWith('.k8s.io')"
"""CEL: an API group is one of Kubernetes' own."""


class Grant:
    """Resources and verbs that must not come together in one rule of a role; without either, any will do.

    Wildcards have a rule of their own (`role-wildcard`).
    """

    def __init__(self, *, resources: tuple[str, ...] = (), verbs: tuple[str, ...] = ()) -> None:
        self.resources = resources
        self.verbs = verbs

    @property
    def condition(self) -> str:
        """CEL: no rule of the role grants it."""
        parts = [
            f"(has(r.{key}) && r.{key}.exists(x, x in {json.dumps(list(wanted))}))"
            for key, wanted in (("resources", self.resources), ("verbs", self.verbs))
            if wanted
        ]
        if self.resources:
            parts.append(f"(!has(r.apiGroups) || size(r.apiGroups) == 0 || r.apiGroups.exists(g, {_OWN}))")
        return f"(!has(object.rules) || object.rules == null || !object.rules.exists(r, {' && '.join(parts)}))"

    def spares(self, rule: Any) -> bool:
        """Whether one rule of a role does not grant it."""
        is_granted = isinstance(rule, dict) and _has(rule, "resources", self.resources) and _has(rule, "verbs", self.verbs)
        return not is_granted or (bool(self.resources) and _is_foreign(rule))

    def verify(self, role: Subject) -> Iterator[Fault]:
        for index, rule in enumerate(maps(role.value, "rules")):
            if not self.spares(rule):
                verbs = [one for one in self.verbs if one in rule["verbs"]]
                resources = [one for one in self.resources if one in rule["resources"]]
                what = " ".join(filter(None, ["/".join(verbs), ", ".join(resources)]))
                yield Fault(f"rules[{index}]", f"'rules[{index}]' grants {shown(what)}; leave it out")


def _is_foreign(rule: Manifest) -> bool:
    """Whether only groups of custom resources are meant, whose resources may bear the names of Kubernetes' own."""
    groups = rule.get("apiGroups")
    if not isinstance(groups, list) or not groups:
        return False
    return all("." in str(group) and not str(group).endswith(".k8s.io") for group in groups)


def _has(rule: Manifest, key: str, wanted: tuple[str, ...]) -> bool:
    granted = rule.get(key)
    return not wanted or (isinstance(granted, list) and any(map(wanted.__contains__, granted)))
