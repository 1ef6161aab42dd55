"""Two maps as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> dict[str, Any]:
    """The entries of both, of which the second may be nothing; where both have a key, the second one's."""
    return {**one, **other} if other else dict(one)
