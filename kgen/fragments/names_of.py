"""The names in a map."""

from __future__ import annotations

from collections.abc import Mapping


def names_of(values: Mapping[str, object]) -> list[str]:
    """The keys, in alphabetical order."""
    return sorted(values)
