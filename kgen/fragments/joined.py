"""Several lists as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def joined(*lists: Iterable[Any] | None) -> list[Any] | None:
    """The items of all lists, one list after the other; None if there are none."""
    return [item for part in lists if part for item in part] or None
