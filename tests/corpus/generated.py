"""Random manifests that the API schema allows, for hypothesis.

`manifests()` is a strategy of single manifests, `sets()` of a few that share their names, so that Services select workloads and
budgets select pods. Both take `kinds=` (`apps/v1/Deployment`) and `version=`; the default kinds are those that rules are about.

    @given(sets())
    def test_something(manifests: list[dict[str, Any]]) -> None: ...

Every field that a type has comes up, those that rules read more often, and with the values that rules ask for or refuse. What
comes out passes `kgen.verify.schema.errors`, except that with `nulls=True` fields without a value appear as null, which the API
server takes for not set.
"""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from kgen.model.environment import FLOOR
from kgen.verify import definitions

from .words import LABELS, OFTEN, QUANTITIES, TEXTS, WORDS

KINDS = (
    *("apps/v1/Deployment", "apps/v1/StatefulSet", "apps/v1/DaemonSet", "apps/v1/ReplicaSet"),
    *("batch/v1/Job", "batch/v1/CronJob", "v1/Pod", "v1/ReplicationController"),
    *("v1/Service", "v1/ServiceAccount", "v1/ConfigMap", "v1/Secret", "v1/Namespace", "v1/PersistentVolumeClaim"),
    *("v1/LimitRange", "v1/ResourceQuota", "policy/v1/PodDisruptionBudget", "autoscaling/v2/HorizontalPodAutoscaler"),
    *("networking.k8s.io/v1/Ingress", "networking.k8s.io/v1/NetworkPolicy"),
    *(f"rbac.authorization.k8s.io/v1/{kind}" for kind in ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")),
)
_NEVER = {"status", "managedFields", "ownerReferences", "creationTimestamp", "deletionTimestamp", "selfLink"}
_NEEDED = {"metadata", "spec", "template", "jobTemplate", "containers", "name", "selector"}
"""Fields that the schema may not ask for, but without which little is left to judge."""


def manifests(*, kinds: tuple[str, ...] = KINDS, version: str = FLOOR, nulls: bool = False) -> st.SearchStrategy[Any]:
    """One manifest of one of these kinds."""
    return sets(kinds=kinds, version=version, nulls=nulls, most=1).map(lambda found: found[0])


def sets(
    *, kinds: tuple[str, ...] = KINDS, version: str = FLOOR, nulls: bool = False, most: int = 4
) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to `most` manifests."""

    def built(some: list[str], seed: int, fullness: int) -> list[dict[str, Any]]:
        maker = _Maker(version, Random(seed), fullness, nulls)
        return [maker.manifest(kind) for kind in some]

    drawn = st.lists(st.sampled_from(kinds), min_size=1, max_size=most)
    return st.builds(built, drawn, st.integers(0, 2**32), st.sampled_from((100, 160, 50)))


class _Maker:
    """Builds values of types by chance; `fullness` is how many optional fields there are, in percent of the usual.

    The chance is Python's own, by a seed that hypothesis draws: a choice for each field would take it twenty times as long.
    """

    def __init__(self, version: str, chance: Random, fullness: int, nulls: bool) -> None:
        self.version, self.chance, self.fullness, self.nulls = version, chance, fullness, nulls

    def manifest(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = self.value(_type(self.version, kind), "", 0)
        api_version, _, name = kind.rpartition("/")
        return {**found, "apiVersion": api_version, "kind": name}

    def value(self, schema: dict[str, Any], field: str, depth: int) -> Any:
        if "$ref" in schema:
            schema = _type(self.version, schema["$ref"].removeprefix("#/$defs/"))
        kind = schema.get("type", "object")
        if isinstance(kind, list):
            return self.mixed(schema, field, depth)
        match kind:
            case "object":
                return self.map(schema, field, depth)
            case "array":
                return [self.value(schema["items"], field, depth + 1) for _ in range(self.chance.choice((1, 1, 2, 0)))]
            case "string":
                return self.chance.choice(schema.get("enum") or WORDS.get(field, TEXTS))
            case "boolean":
                return self.likely(50)
        return self.number(schema, field)

    def mixed(self, schema: dict[str, Any], field: str, depth: int) -> Any:
        """A quantity, a port or a percentage."""
        if schema.get("title", "").startswith("a quantity"):
            return self.chance.choice(QUANTITIES)
        if self.likely(50):
            return self.number(schema, field)
        return self.chance.choice(("25%", "0%", "100%", "50%") if "pattern" in schema else ("http", "grpc", "8080"))

    def number(self, schema: dict[str, Any], field: str) -> int:
        low, high = schema.get("minimum", 0), schema.get("maximum", 2**31 - 1)
        usual = [number for number in (0, 1, 2, 3, 22, 30, 80, 443, 8080, 9090, 10001, 65535) if low <= number <= high]
        found: int = self.chance.choice(usual or [low])
        return found

    def map(self, schema: dict[str, Any], field: str, depth: int) -> dict[str, Any]:
        others = schema.get("additionalProperties")
        if "properties" not in schema:
            names = WORDS.get(f"{field}[]") or LABELS
            item = others if isinstance(others, dict) else {"type": "string"}
            return {self.chance.choice(names): self.value(item, "label", depth + 1) for _ in range(self.chance.choice((1, 2, 3)))}
        found = {}
        for name, inner in schema["properties"].items():
            if name in schema.get("required", ()) or self.has(name, len(schema["properties"]), depth):
                found[name] = self.value(inner, name, depth + 1)
            elif self.nulls and self.likely(3):
                found[name] = None
        return found

    def likely(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def has(self, name: str, fields: int, depth: int) -> bool:
        if name in _NEVER:
            return False
        often = 95 if name in _NEEDED else 60 if name in OFTEN else min(40, 200 // fields)
        return self.likely((often if depth < 7 or name in OFTEN else often // 3) * self.fullness // 100)


@cache
def _type(version: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(definitions.table(version)[name])
    return found
