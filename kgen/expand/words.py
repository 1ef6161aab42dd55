"""What messages say of values and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kgen.problems import closest, visible

_SHOWN = 60
"""Characters of a text that a message repeats."""

_NAMES = 12
"""Names that a hint lists; more of them help nobody."""

KINDS = ((bool, "a boolean"), (int, "a whole number"), (float, "a number"), (str, "text"), (Mapping, "a map"))


def shown(text: str, most: int = _SHOWN) -> str:
    """A text as messages repeat it: on one line, shortened, with control and bidirectional characters escaped."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    return visible(short)


def kind(value: Any) -> str:
    """What a value is, in plain words."""
    if value is None:
        return "nothing (null)"
    if isinstance(value, list | tuple):
        return "a list"
    return next((words for type_, words in KINDS if isinstance(value, type_)), f"a group of fields ({type(value).__name__})")


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint for a name that is not known: the one that was meant, or the known ones."""
    names = sorted(known)
    close = closest(name, names)
    if close:
        return f"did you mean '{shown(close)}'?"
    if not 0 < len(names) <= _NAMES:
        return ""
    return "known here: " + ", ".join(shown(name) for name in names)
