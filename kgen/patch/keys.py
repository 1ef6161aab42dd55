"""How the lists and maps of each Kubernetes type merge, by the API's own schemas: `schemas/kubernetes/merge-keys.json`."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from kgen.places import data

DEFAULTS = {"protocol": "TCP"}
"""What the API takes for a key of a list that is left out (`ports` of containers and Services)."""


class Field(NamedTuple):
    """How a field merges.

    `of`: the type of the value, or of the items. `keys`: what tells the items of a list apart, the first of them always
    given; empty: the list is replaced. `unique`: the list is a set of scalars. `replaced`: so is a map.
    """

    of: str = ""
    keys: tuple[str, ...] = ()
    unique: bool = False
    replaced: bool = False


UNKNOWN = Field()
"""What no schema knows: maps merge, lists are replaced."""


def field(kind: str, name: str) -> Field:
    """How a field of a type merges; kinds are named `apps/v1/Deployment`, other types as the table has them."""
    row = _table().get(kind, {}).get(name)
    if row is None:
        return UNKNOWN
    key = row.get("key", "")
    keys = () if key in ("", "set") else tuple(dict.fromkeys((key, *row.get("keys", ()))))
    return Field(row.get("of", ""), keys, key == "set", row.get("strategy") == "replace")


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    table: dict[str, dict[str, dict[str, Any]]] = json.loads((data("schemas") / "kubernetes" / "merge-keys.json").read_text())
    return table
