"""The bounds of what patches may make: a few operations could otherwise double a manifest until memory ends."""

from __future__ import annotations

from typing import Any

from kgen.patch.mistake import Refused
from kgen.problems import Path

PATCHES = 200
"""Patches of one spec."""

OPERATIONS = 200
"""Operations of one patch."""

COMPARISONS = 1 << 20
"""How often one merge may compare an item of a list with another one: about a second's work."""

SIZE = 1 << 20
"""Characters of a manifest, about; the API server takes 1.5 MB of JSON for an object (etcd's request limit)."""

DEPTH = 100
"""Levels of maps and lists in a manifest; the deepest types of the API have about 30."""


def weigh(value: Any, at: Path, above: int = 0) -> int:
    """About how many characters a value has, `above` being the levels above it; raises Refused [patch-size] beyond the bounds."""
    total = 0
    waiting = [(value, above)]
    while waiting:
        item, depth = waiting.pop()
        total += 1 + (len(item) if isinstance(item, str) else 0)
        if isinstance(item, dict):
            total += sum(map(len, item))
            waiting += [(inner, depth + 1) for inner in item.values()]
        elif isinstance(item, list):
            waiting += [(inner, depth + 1) for inner in item]
        require_size(total, at)
        if depth > DEPTH:
            raise Refused(at, f"the patched manifest has more than {DEPTH} levels", "patch-size")
    return total


def require_size(size: int, at: Path) -> None:
    """Raise Refused [patch-size] for a manifest that has become too large."""
    if size > SIZE:
        raise Refused(at, "the patched manifest is larger than a megabyte; the API server takes none as large", "patch-size")
