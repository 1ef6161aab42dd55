"""What is said about a baseline: what of it is fixed, what was written, or why nothing was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgen.problems import visible
from kgen.screens.words import columns, counted

if TYPE_CHECKING:
    from kgen.lint.identity import Identity

_MOST = 8
"""Fixed findings that are listed."""


def fixed(name: str, found: Mapping[Identity, int]) -> list[str]:
    """Accepted findings that are no more, and how to take them out of the file; no line where there are none."""
    if not found:
        return []
    count = sum(found.values())
    rows = [(f"  {visible(same.file)}", *map(visible, same[1:])) for same in found]
    more = [f"  and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    verb, what = ("is", "it") if count == 1 else ("are", "them")
    head = f"{counted(count, 'finding')} that {name} accepts {verb} fixed; --write-baseline takes {what} out:"
    return [head, *columns(rows[:_MOST]), *more]


def wrote(name: str, before: int, after: int) -> str:
    """The line about a file that was written: it accepts `after` findings; `before` is how many it did, 0 for a new file."""
    fewer = f", {before - after} fewer than before" if before > after else ""
    return f"Wrote {name}: {counted(after, 'finding')} accepted{fewer}."


def kept(name: str) -> str:
    """The line about a file that stays as it is, as nothing of it is fixed."""
    return f"{name} stays as it is: nothing that it accepts is fixed, and a baseline takes no new findings."
