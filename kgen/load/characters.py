"""Bytes to text that reads the same for everyone: UTF-8, and no character that hides or reorders what stands there."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from kgen.load.source import Source, Span
from kgen.problems import Problem, Problems

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BIDI = "\u202a-\u202e\u2066-\u2069"

_REFUSED = "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML forbids (YAML 1.2, `c-printable`), bidirectional controls (CVE-2021-42574), the line ends that YAML 1.1 knows and
1.2 does not (U+0085, U+2028, U+2029), and byte order marks inside the text."""

_PLAIN = bytes([9, 10, *range(0x20, 0x7F)])
_REPORTED = 20
"""Characters reported per file; a file with more is no text, and a list of them no help."""


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without byte order mark. Raises `Problems` at the first byte that is none."""
    if data.startswith(_UTF16) or b"\0" in data[:2]:
        raise Problems([Source(name, "").problem(None, "this file is UTF-16, not UTF-8", "not-utf-8", "save it as UTF-8")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        span = Span(before.count("\n") + 1, len(before) - before.rfind("\n"))
        source = Source(name, data.decode("utf-8", "replace"))
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Problems([source.problem(span, found, "not-utf-8", "save the file as UTF-8")]) from None


def normal(text: str) -> str:
    """The text without byte order mark and with LF line ends; lines and columns stay."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check(source: Source) -> None:
    """Raises `Problems` for each of the first refused characters of the text."""
    text = source.text
    if text.isascii() and not text.encode("ascii").translate(None, _PLAIN):
        return
    found = [_problem(source, match.start()) for match in islice(re.finditer(_REFUSED, text), _REPORTED)]
    if found:
        raise Problems(found)


def _problem(source: Source, index: int) -> Problem:
    text, char = source.text, source.text[index]
    span = Span(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
    escape = f"\\u{ord(char):04x}"
    if re.match(f"[{_BIDI}]", char):
        what = unicodedata.name(char).lower()
        message = f"'{escape}' ({what}) makes text look different from what it says"
        return source.problem(span, message, "bidi-control", f'remove it, or write it in double quotes as "{escape}"')
    message = f"'{escape}' is an invisible character that may not stand in YAML"
    return source.problem(span, message, "control-character", f'remove it, or write it in double quotes as "{escape}"')
