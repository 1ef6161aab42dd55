"""Text into tokens: names, numbers, texts and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kgen.cel.values import CelError, Uint

LONGEST = 10_000
"""Characters of one expression; the longest that kgen itself exports has about 3,000."""

_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r\n\f]+|//[^\n]*)
    |(?P<float>[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<int>(?:0x[0-9a-fA-F]+|[0-9]+)[uU]?)
    |(?P<raw>[rR](?:'{3}.*?'{3}|"{3}.*?"{3}|'[^'\n]*'|"[^"\n]*"))
    |(?P<text>[bB]?(?:'{3}(?:[^\\]|\\.)*?'{3}|"{3}(?:[^\\]|\\.)*?"{3}|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    |(?P<name>[_a-zA-Z][_a-zA-Z0-9]*)
    |(?P<sign>\.\?|\[\?|&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))", re.DOTALL)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", **{mark: mark for mark in "\\?\"'`"}}
_INT64 = 2**63
_LONGEST_NUMBER = 25


class Token(NamedTuple):
    """One token; `kind` is `name`, `value` or `sign` (`end` at the end), `value` its text, or what a literal stands for."""

    kind: str
    value: Any
    at: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of an expression, and one for its end. Raises CelError for what is no token."""
    if len(text) > LONGEST:
        raise CelError(f"the expression has {len(text):,} characters; at most {LONGEST:,} are allowed", 0)
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CelError(_unknown(text[at]), at)
        kind, found = str(match.lastgroup), match[0]
        if kind != "skip":
            yield _token(kind, found, at, match.end())
        at = match.end()
    yield Token("end", "", len(text), len(text))


def _unknown(char: str) -> str:
    if char in "'\"":
        return "this text has no end; close it with the same quote"
    return f"{char!r} has no meaning here" if char.isprintable() else "a character that cannot be seen has no meaning here"


def _token(kind: str, found: str, at: int, end: int) -> Token:
    if kind in ("name", "sign"):
        return Token(kind, found, at, end)
    value = _text(found, at) if kind in ("text", "raw") else _number(kind, found, at)
    return Token("value", value, at, end)


def _number(kind: str, found: str, at: int) -> float | int:
    if len(found) > _LONGEST_NUMBER:
        raise CelError("this number has more digits than any value", at)
    if kind == "float":
        return float(found)
    digits = found.rstrip("uU")
    number = int(digits, 16) if digits.startswith("0x") else int(digits)
    if digits != found:
        if number >= 2 * _INT64:
            raise CelError("this number is larger than any uint", at)
        return Uint(number)
    if number > _INT64:
        raise CelError("this number is larger than any int", at)
    return number


def _text(found: str, at: int) -> str:
    prefix = found[: min(found.find("'") % len(found), found.find('"') % len(found))].lower()
    if "b" in prefix:
        raise CelError("bytes are not supported by kgen; write a text", at)
    body = found[len(prefix) :]
    size = 3 if body[:3] in ("'''", '"""') else 1
    inner = body[size:-size]
    if "r" in prefix or "\\" not in inner:
        return inner

    def unescaped(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        if code or match[4]:
            number = int(code, 16) if code else int(match[4], 8)
            if number > 0x10FFFF or 0xD800 <= number < 0xE000:
                raise CelError(f"'{match[0]}' is no character", at + len(prefix) + size + match.start())
            return chr(number)
        if match[5] not in _PLAIN:
            raise CelError(f"'\\{match[5]}' is no escape", at + len(prefix) + size + match.start(), _RAW_HINT)
        return _PLAIN[match[5]]

    return _ESCAPE.sub(unescaped, inner)


_RAW_HINT = "write r'…' for a text in which a backslash is a backslash"
