"""JSON, indented by two blanks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgen.formats._text import NUMBERS, Memo, Shapes, builtin, number, quoted_in_json

EXTENSION = ".json"


def emit(manifest: Mapping[str, Any], source: str | None) -> str:
    """One object (or any tree of plain data) as JSON, ending in one newline; `source` is not shown: JSON has no comments."""
    pieces: list[str] = []
    _node(manifest, "\n", pieces)
    pieces.append("\n")
    return "".join(pieces)


def _node(value: Any, line: str, pieces: list[str]) -> None:
    """Writes a value; `line` is a newline and the indentation of what holds the value."""
    kind = type(value)
    if kind is str:
        pieces.append(_texts[value])
    elif kind is dict and value:
        deeper = line + "  "
        mark = "{"
        for key, name in _shapes[tuple(value)]:
            item = value[key]
            if type(item) is str:
                pieces.append(f"{mark}{deeper}{name}: {_texts[item]}")
            else:
                pieces.append(f"{mark}{deeper}{name}: ")
                _node(item, deeper, pieces)
            mark = ","
        pieces.append(f"{line}}}")
    elif kind is list and value:
        deeper = line + "  "
        mark = "["
        for item in value:
            pieces.append(mark + deeper)
            _node(item, deeper, pieces)
            mark = ","
        pieces.append(f"{line}]")
    elif kind in NUMBERS:
        pieces.append(number(value))
    elif kind is dict or kind is list:
        pieces.append(repr(value))
    else:
        _node(builtin(value), line, pieces)


_shapes = Shapes(quoted_in_json)
_texts = Memo(quoted_in_json)
