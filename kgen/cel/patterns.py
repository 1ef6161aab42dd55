"""Regular expressions in RE2's syntax, matched in a time that grows with the text alone.

The matcher is the one of jsonschema-rs, which compiles to automata and never backtracks; its patterns are those of JSON Schema,
so what RE2 writes otherwise is rewritten. What neither knows is a mistake. https://github.com/google/re2/wiki/Syntax
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kgen.cel.values import Run

_LONGEST = 1_000
"""Characters of a pattern."""

_LARGEST = 1 << 18
"""Bytes of a compiled pattern."""

_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7F",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1F\x7F",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-\/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_PIECE = re.compile(r"\\(?P<escape>[Az]|p[LMNPSZC]|.)|\[:(?P<class>\w+):\]|(?P<group>\(\?P?<\w+>)", re.DOTALL)
_FLAGS = re.compile(r"\(\?([ims]+)\)")


def found(run: Run, text: str, pattern: str) -> bool:
    """Whether the pattern is found anywhere in the text. Raises ValueError for what is no pattern."""
    run.read(len(text) + len(pattern))
    test = _KNOWN.get(pattern)
    if test is None:
        run.spend(_COMPILING)
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        test = _KNOWN[pattern] = compiled(pattern)
    return test(text)


_KNOWN: dict[str, Callable[[str], bool]] = {}
_MOST = 512
_COMPILING = 1_000
"""The steps that compiling a pattern counts for."""


def compiled(pattern: str) -> Callable[[str], bool]:
    """The test of a pattern. Raises ValueError."""
    from jsonschema_rs import Draft7Validator, RegexOptions, ValidationError

    if len(pattern) > _LONGEST:
        raise ValueError(f"the pattern has {len(pattern):,} characters; at most {_LONGEST:,} are allowed")
    try:
        options = RegexOptions(size_limit=_LARGEST, dfa_size_limit=_LARGEST)
        validator: Any = Draft7Validator({"pattern": _rewritten(pattern)}, pattern_options=options)
    except (ValidationError, ValueError):
        raise ValueError("the pattern is none that RE2 reads, or is too large") from None
    test: Callable[[str], bool] = validator.is_valid
    return test


def _rewritten(pattern: str) -> str:
    """The pattern as JSON Schema writes it."""
    flags = _FLAGS.match(pattern)
    rest = _PIECE.sub(_piece, pattern[flags.end() :] if flags else pattern)
    if _FLAGS.search(rest):
        raise ValueError("flags stand at the front")
    return f"(?{flags[1]}:{rest})" if flags else rest


def _piece(match: re.Match[str]) -> str:
    escape = match["escape"]
    if escape in ("A", "z"):
        return "^" if escape == "A" else "$"
    if escape and len(escape) == 2:
        return rf"\p{{{escape[1]}}}"
    if match["class"]:
        if match["class"] not in _CLASSES:
            raise ValueError("there is no such class of characters")
        return _CLASSES[match["class"]]
    return "(?:" if match["group"] else match[0]
