"""How one scalar is written, so that no reader takes it for anything else."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any

# What a YAML 1.1 or 1.2 reader refuses or takes for a line break, and what a reviewer cannot see: controls, line and
# paragraph separators, marks that turn the direction of text (a line could read other than it is), byte order marks,
# non-characters. Halves of surrogate pairs are among them because UTF-8 has no form for them.
_HIDDEN = "\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
# Tags (invisible letters) and the non-characters at the end of each plane. JSON could write them only as surrogate pairs,
# which YAML readers refuse: there they stand as they are.
_PLANES = range(1, 17)
_HIDDEN_BEYOND = "\U000e0000-\U000e007f" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in _PLANES)
_ESCAPED = re.compile(f"[{_HIDDEN}{_HIDDEN_BEYOND}]")
_ESCAPED_IN_JSON = re.compile(f"[{_HIDDEN}]")
_ESCAPED_IN_COMMENT = re.compile(f"[\x00-\x1f{_HIDDEN}{_HIDDEN_BEYOND}]")
_NOT_LITERAL = re.compile(f"[\x00-\x08\x0b-\x1f{_HIDDEN}{_HIDDEN_BEYOND}]")

# Plain text is what kubectl, YAML 1.1 and YAML 1.2 all read as text, in keys, values and list items. Words begin with a
# letter, so that none is a number, a date or a time in any of them; a colon inside is followed by more of the word. Of what
# begins with a digit only three shapes are plain: quantities (never `E`, an exponent), percentages and IPv4 ranges. `1.4.2`
# is quoted: it is a float by the letter of YAML 1.1 (https://yaml.org/type/float.html).
_PLAIN = re.compile(
    r"(?:/|_*[A-Za-z]|--?[A-Za-z])(?:[A-Za-z0-9_./:@=+-]*[A-Za-z0-9_./@=+-])?"
    r"|[1-9][0-9]*(?:m|k|Ki|[MGTP]i?|Ei|ms|s|h|d|%)"
    r"|(?:[0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}"
)
# In any case: https://yaml.org/type/bool.html and https://yaml.org/type/null.html
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])

LONGEST_KEY = 1024
"""Characters in which a YAML reader must find the colon of a key without `?` (YAML 1.2, 7.4.2 and 8.2.2)."""

_CACHED = 4096
"""Entries that a memo holds before it starts again."""
_LONGEST = 256
"""Characters of the longest entry that a memo holds; with `_CACHED` it bounds a memo to a few megabytes."""

NUMBERS = frozenset([int, bool, float, type(None)])
"""The types that `number` writes."""


class Memo(dict[str, str]):
    """The written form of short strings, kept because the same few hundred make up most of every manifest.

    `memo[text]` is safe in many threads: two may work out the same form, never a different one.
    """

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, text: str) -> str:
        written = self._write(text)
        if len(text) <= _LONGEST:
            if len(self) >= _CACHED:
                self.clear()
            self[text] = written
        return written


class Shapes(dict[tuple[str, ...], list[tuple[str, str]]]):
    """For the keys of a map as they come: the keys in the order of their code points, each with its written form.

    Manifests have few shapes, and sorting would take a third of the time of emission. Safe in many threads, as `Memo` is.
    Raises TypeError for a key that is no text.
    """

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        for key in keys:
            if not isinstance(key, str):
                raise TypeError(f"the keys of a manifest are text, not {type(key).__name__}")
        shape = [(key, self._write(builtin(key))) for key in sorted(keys)]
        if sum(map(len, keys)) <= _LONGEST:
            if len(self) >= _CACHED:
                self.clear()
            self[keys] = shape
        return shape


def quoted(text: str) -> str:
    """Text in double quotes with JSON's escapes, which YAML 1.1 and 1.2 share, and `\\U` for what is hidden beyond U+FFFF.

    Raises ValueError for half of a surrogate pair.
    """
    return _quoted(text, _ESCAPED)


def quoted_in_json(text: str) -> str:
    """Text in double quotes that is JSON and YAML alike; raises ValueError for half of a surrogate pair."""
    return _quoted(text, _ESCAPED_IN_JSON)


def _quoted(text: str, escaped: re.Pattern[str]) -> str:
    written = encode_basestring(text)
    return written if written.isascii() and "\x7f" not in written else escaped.sub(_whole, written)


def _whole(match: re.Match[str]) -> str:
    if "\ud800" <= match[0] <= "\udfff":
        raise ValueError(f"half of a surrogate pair, {_numbered(match)}, cannot be written as UTF-8")
    return _numbered(match)


def _numbered(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def is_plain(text: str) -> bool:
    """Whether text may stand without quotes in block style."""
    return _PLAIN.fullmatch(text) is not None and text.lower() not in _RESERVED


def is_literal(text: str) -> bool:
    """Whether text of several lines can be a literal block: every character can stand as it is, some line is not blank."""
    return text.strip(" \t\n") != "" and not _NOT_LITERAL.search(text)


def _comment(source: str) -> str:
    shown = _ESCAPED_IN_COMMENT.sub(_numbered, source)
    return f"# Generated by kgen from {shown}. Do not edit: change the source and run kgen build."


comments = Memo(_comment)
"""The first line of a generated file, by the path of its spec relative to the project; nothing in a path can end the line."""


def number(value: float | None) -> str:
    """None, a boolean, an integer or a float, as YAML 1.1, YAML 1.2 and JSON read it.

    A float always has a point (`1.0e+16`), because YAML 1.1 takes `1e+16` for text. Raises ValueError for infinity and
    not-a-number.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if not math.isfinite(value):
        raise ValueError(f"a manifest cannot hold {value}")
    mantissa, mark, exponent = float.__repr__(value).partition("e")
    return f"{mantissa}{'' if '.' in mantissa else '.0'}{mark}{exponent}"


def builtin(value: Any) -> Any:
    """The built-in value of a subclass or of a read-only mapping; raises TypeError for what no manifest holds."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list):
        return list(value)
    raise TypeError(f"a manifest cannot hold {type(value).__name__}")
