"""What a plain scalar means: a number or a boolean only if kgen would write it back the same way, else text.

YAML 1.1 and 1.2 readers disagree about `no`, `0755`, `1e3`, `22:22` or `1_000`; a version `1.10` is no number. What is text here
is written quoted, so that every reader takes it for text.
"""

from __future__ import annotations

import re
from typing import Any

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_STARTS = frozenset("-0123456789")
_INTEGER = re.compile(r"-?[1-9][0-9]{0,18}|0", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]{1,20}\.[0-9]{1,20}", re.ASCII)

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
"""Integers of the Kubernetes API are int64 at most; a longer row of digits is an account number, not a count."""


def plain(text: str) -> Any:
    """The value of a plain scalar: None, a boolean, an integer (64 bits), a float, or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _STARTS else text


def is_merge(key: str) -> bool:
    """Whether a key merges another map, if it is not quoted."""
    return key == "<<"


def _number(text: str) -> int | float | str:
    if _INTEGER.fullmatch(text):
        number = int(text)
        return number if _LOWEST <= number <= _HIGHEST else text
    if _FRACTION.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text
