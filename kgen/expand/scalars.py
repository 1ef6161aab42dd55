"""Splits a text of a template into what stands as it is and what is an expression."""

from __future__ import annotations

import re

from kgen.expand.environment import ExpressionError

MOST_EXPRESSION = 2_000
"""Characters of one expression, between the braces."""

MOST_BRACKETS = 20
"""Brackets that may be open at once in one expression."""

_OPENING = re.compile(r"\{[{%#]")
_TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[{}()\[\]]""", re.DOTALL)


class Code(str):
    """An expression as it was written, without its braces."""

    __slots__ = ()


def split(text: str) -> list[str]:
    """The parts of a text in their order: plain texts, and expressions as `Code`.

    Raises ExpressionError for statements, comments and braces that are left open.
    """
    parts: list[str] = []
    start = at = 0
    last_comment = text.rfind("#}")
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if opening[0] == "{#" and at > last_comment:
            continue
        if opening[0] != "{{":
            raise ExpressionError(_refused(opening[0]))
        if opening.start() > start:
            parts.append(text[start : opening.start()])
        end = _end(text, at)
        parts.append(_code(text[at:end]))
        start = at = end + 2
    return [*parts, text[start:]] if start < len(text) else parts


def _refused(opening: str) -> str:
    if opening == "{#":
        return "comments '{# #}' have no place in a value; write a YAML comment"
    return "statements '{% %}' have no place in a value; use '$when', '$for' or a fragment"


def _code(code: str) -> Code:
    if code[:1] in {"-", "+"} or code[-1:] in {"-", "+"}:
        raise ExpressionError("signs next to the braces ('{{-') have no meaning in a value; write '{{ … }}'")
    return Code(code)


def _end(text: str, start: int) -> int:
    """Where the expression that begins at `start` ends; braces inside its strings and maps do not end it."""
    depth = 0
    for token in _TOKEN.finditer(text, start, start + MOST_EXPRESSION + 2):
        if token[0] in {"(", "[", "{"}:
            depth += 1
            if depth > MOST_BRACKETS:
                raise ExpressionError(f"more than {MOST_BRACKETS} brackets are open at once; put this into a fragment")
        elif depth <= 0 and text.startswith("}}", token.start()):
            return token.start()
        elif token[0] in {")", "]", "}"}:
            depth -= 1
    if len(text) - start > MOST_EXPRESSION:
        raise ExpressionError(f"an expression has at most {MOST_EXPRESSION:,} characters; put this into a fragment")
    raise ExpressionError("'{{' is never closed; write '{{ … }}'")
