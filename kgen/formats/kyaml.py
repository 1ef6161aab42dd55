"""KYAML: YAML in which blanks mean nothing, as `kubectl get -o kyaml` (1.34 and later) prints it.

Braces and brackets, every text value in double quotes, keys without quotes where that is safe, a comma after the last
entry, `---` so that nobody takes it for broken JSON. Source: https://www.kubernetes.dev/resources/keps/5295/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kgen.formats._text import LONGEST_KEY, NUMBERS, Memo, Shapes, builtin, comments, is_plain, number, quoted

EXTENSION = ".yaml"

_FOLDED = ""
"""What the memo of values holds for text of several lines: how it is written depends on where it stands."""

# Besides what YAML reserves: what Go's strconv takes for booleans and floats.
_QUOTED_KEYS = frozenset(["t", "f", "inf", "infinity", "nan"])
_PLAIN_KEY = re.compile(r"[A-Za-z](?:[A-Za-z0-9_./-]*[A-Za-z0-9_])?")


def emit(manifest: Mapping[str, Any], source: str | None) -> str:
    """One object (or any tree of plain data) as a KYAML document, ending in one newline."""
    pieces = [] if source is None else [comments[source], "\n"]
    pieces.append("---\n")
    _node(manifest, "\n", pieces)
    pieces.append("\n")
    return "".join(pieces)


def _node(value: Any, line: str, pieces: list[str]) -> None:
    """Writes a value; `line` is a newline and the indentation of what holds the value."""
    kind = type(value)
    if kind is str:
        pieces.append(_values[value] or _folded(value, line))
    elif kind is dict and value:
        _map(value, line, pieces)
    elif kind is list and value:
        _list(value, line, pieces)
    elif kind in NUMBERS:
        pieces.append(number(value))
    elif kind is dict or kind is list:
        pieces.append(repr(value))
    else:
        _node(builtin(value), line, pieces)


def _map(value: dict[str, Any], line: str, pieces: list[str]) -> None:
    deeper = line + "  "
    mark = "{"
    for key, name in _shapes[tuple(value)]:
        item = value[key]
        if type(item) is str:
            pieces.append(f"{mark}{deeper}{name}: {_values[item] or _folded(item, deeper)}")
        else:
            pieces.append(f"{mark}{deeper}{name}: ")
            _node(item, deeper, pieces)
        mark = ","
    pieces.append(f",{line}}}")


def _list(value: list[Any], line: str, pieces: list[str]) -> None:
    if all(isinstance(item, (Mapping, list)) for item in value):
        mark = "["
        for item in value:
            pieces.append(mark)
            _node(item, line, pieces)
            mark = ", "
        pieces.append("]")
        return
    deeper = line + "  "
    mark = "["
    for item in value:
        pieces.append(mark + deeper)
        _node(item, deeper, pieces)
        mark = ","
    pieces.append(f",{line}]")


def _folded(text: str, line: str) -> str:
    """Text of several lines in quotes, one row for each; the backslash at its end takes break and indentation out again."""
    rows = [_row(row) + "\\n\\" for row in text.split("\n")]
    rows[-1] = rows[-1].removesuffix("\\n\\") + "\\"
    if text.endswith("\n"):
        del rows[-1]
    return f"{line}  ".join(['"\\', *rows, '"'])


def _row(text: str) -> str:
    # A reader drops the blanks at the start of a row, up to a backslash; where the text has none, a blank keeps the rows aligned.
    return ("\\" if text.startswith(" ") else " ") + quoted(text)[1:-1]


def _key(text: str) -> str:
    safe = is_plain(text) and _PLAIN_KEY.fullmatch(text) and text.lower() not in _QUOTED_KEYS
    written = text if safe else quoted(text)
    return written if len(written) <= LONGEST_KEY else f"? {written}"


def _value(text: str) -> str:
    return _FOLDED if "\n" in text else quoted(text)


_shapes = Shapes(_key)
_values = Memo(_value)
