"""What roles must not grant: verbs on resources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kgen.findings import shown
from kgen.rules._pods import Manifest, maps
from kgen.rules._subject import Fault, Subject

ROLES = ("Role", "ClusterRole")
BINDINGS = ("RoleBinding", "ClusterRoleBinding")
WRITE = ("create", "update", "patch", "delete", "deletecollection")


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
        return f"(!has(object.rules) || !object.rules.exists(r, {' && '.join(parts)}))"

    def verify(self, role: Subject) -> Iterator[Fault]:
        for index, rule in enumerate(maps(role.value, "rules")):
            resources = _common(rule, "resources", self.resources)
            verbs = _common(rule, "verbs", self.verbs) if resources or not self.resources else ()
            if (resources or not self.resources) and (verbs or not self.verbs):
                what = " ".join(filter(None, ["/".join(verbs), ", ".join(resources)]))
                yield Fault(f"rules[{index}]", f"'rules[{index}]' grants {shown(what)}; leave it out")


def _common(rule: Manifest, key: str, wanted: tuple[str, ...]) -> Sequence[str]:
    """The wanted ones that a rule grants; nothing is what nearly every rule grants of them."""
    granted = rule.get(key) if wanted else None
    if not isinstance(granted, list):
        return ()
    return [one for one in wanted if one in granted]
