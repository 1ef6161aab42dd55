"""Small words of all screens."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, thing: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def columns(rows: Iterable[tuple[str, ...]], gap: int = 2) -> list[str]:
    """Rows of text, each column as wide as its longest entry."""
    rows = list(rows)
    if not rows:
        return []
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return [(" " * gap).join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def listed(words: Iterable[str], most: int = 4) -> str:
    """`a, b, c, d and 3 more`."""
    words = list(words)
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
