"""Which patch of a spec changed a place in a manifest, for findings that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kgen.model.service import Patch

Place = tuple[str, ...]
"""The names that lead to a value; numbers of list items are left out, as a merge finds items by their names."""


def touched(patches: Sequence[Patch], kind: str, name: str, path: str) -> int | None:
    """The number of the last patch that changes a manifest at a path (`spec.ports[0].port`), above it or below it."""
    place = tuple(re.findall(r"[^.\[\]]+", re.sub(r"\[\d+\]", "", path)))
    found = [
        index
        for index, patch in enumerate(patches)
        if patch.kind == kind and patch.target in (None, name) and any(_meet(place, other) for other in _changed(patch))
    ]
    return found[-1] if found else None


def _meet(one: Place, other: Place) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _changed(patch: Patch) -> Iterator[Place]:
    if patch.merge:
        yield from _leaves(patch.merge, ())
    for operation in patch.operations or ():
        parts = str(operation.get("path", "")).replace("~1", "/").replace("~0", "~").split("/")[1:]
        yield tuple(part for part in parts if not part.isdecimal() and part != "-")


def _leaves(tree: Any, place: Place) -> Iterator[Place]:
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from _leaves(value, (*place, str(key)))
    elif isinstance(tree, list) and any(isinstance(item, dict) for item in tree):
        for item in tree:
            keys = {key: value for key, value in item.items() if key != "name"} if isinstance(item, dict) else item
            yield from _leaves(keys, place)
    else:
        yield place
