"""The values of a map, in the order of their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def by_name(named: Mapping[str, Any]) -> list[Any]:
    """For lists that are made from maps: the same in whatever order a person wrote the map."""
    return [named[name] for name in sorted(named)]
