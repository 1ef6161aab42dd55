"""YAML in block style, as `kubectl get -o yaml` lays it out: lists not indented under their key, long text as literal blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kgen.formats._text import LONGEST_KEY, NUMBERS, Memo, Shapes, builtin, comments, is_literal, is_plain, number, quoted

EXTENSION = ".yaml"

_BLANK_START = re.compile("\n*[ \t]")

_BLOCK = ""
"""What the memo of values holds for text of several lines: how it is written depends on where it stands."""


def emit(manifest: Mapping[str, Any], source: str | None) -> str:
    """One object (or any tree of plain data) as a YAML document without `---`, ending in one newline."""
    pieces = [] if source is None else [comments[source]]
    _node(manifest, pieces)
    text = "".join(pieces).removeprefix("\n")
    # Blank lines that end a literal block are data, and the first program that tidies the ends of files would take them
    # away: `...` ends the document instead.
    return f"{text}\n...\n" if text.endswith("\n") else f"{text}\n"


def _node(value: Any, pieces: list[str]) -> None:
    kind = type(value)
    if kind is dict and value:
        _map(value, "\n", "\n", pieces)
    elif kind is list and value:
        _list(value, "\n", "\n", pieces)
    elif kind is str:
        pieces.append("\n" + (_values[value] or quoted(value)))
    elif kind in NUMBERS:
        pieces.append("\n" + number(value))
    elif kind is dict or kind is list:
        pieces.append(f"\n{value}")
    else:
        _node(builtin(value), pieces)


def _map(value: dict[str, Any], first: str, line: str, pieces: list[str]) -> None:
    """Writes the entries of a map: `line` is a newline and the indentation before each, `first` stands before the first one."""
    for key, name in _shapes[tuple(value)]:
        item = value[key]
        kind = type(item)
        if len(name) > LONGEST_KEY:
            name = f"? {name}{line}"
        if kind is str:
            pieces.append(f"{first}{name}: {_values[item] or _block(item, line)}")
        elif kind is dict and item:
            pieces.append(f"{first}{name}:")
            deeper = line + "  "
            _map(item, deeper, deeper, pieces)
        elif kind is list and item:
            pieces.append(f"{first}{name}:")
            _list(item, line, line, pieces)
        elif kind is int:
            pieces.append(f"{first}{name}: {item}")
        elif kind in NUMBERS:
            pieces.append(f"{first}{name}: {number(item)}")
        elif kind is dict or kind is list:
            pieces.append(f"{first}{name}: {item}")
        else:
            _map({key: builtin(item)}, first, line, pieces)
        first = line


def _list(value: list[Any], first: str, line: str, pieces: list[str]) -> None:
    """Writes the items of a list: `line` is a newline and the indentation of the dashes, `first` stands before the first one."""
    for item in value:
        kind = type(item)
        if kind is str:
            pieces.append(f"{first}- {_values[item] or _block(item, line)}")
        elif kind is dict and item:
            _map(item, f"{first}- ", line + "  ", pieces)
        elif kind is list and item:
            _list(item, f"{first}- ", line + "  ", pieces)
        elif kind in NUMBERS:
            pieces.append(f"{first}- {number(item)}")
        elif kind is dict or kind is list:
            pieces.append(f"{first}- {item}")
        else:
            _list([builtin(item)], first, line, pieces)
        first = line


def _block(text: str, line: str) -> str:
    """Text of several lines, as a literal block two blanks deeper than `line`; in quotes where a block cannot hold it."""
    if not is_literal(text):
        return quoted(text)
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    # Without the number a reader would take blanks at the start of the text for indentation.
    width = "2" if _BLANK_START.match(text) else ""
    chomping = "-" if not ends else "" if ends == 1 else "+"
    rows = [f"{line}  {row}" if row else "\n" for row in body.split("\n")]
    return "".join([f"|{width}{chomping}", *rows, "\n" * (ends - 1)])


def _key(text: str) -> str:
    return text if is_plain(text) else quoted(text)


def _value(text: str) -> str:
    return _BLOCK if "\n" in text else _key(text)


_shapes = Shapes(_key)
_values = Memo(_value)
