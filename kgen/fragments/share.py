"""A number of copies, or a share of them."""

from __future__ import annotations


def share(value: str | None) -> int | str | None:
    """As the API takes it: a number, or a percentage."""
    return value if value is None or value.endswith("%") else int(value)
