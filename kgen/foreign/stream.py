"""A text to its documents. What is wrong in one of them is said of it alone: the others are read all the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kgen.foreign.builder import ForeignBuilder
from kgen.load.document import Document
from kgen.load.positions import Positions
from kgen.load.source import Source, Span
from kgen.load.stream import legible, too_large, values_of
from kgen.problems import Problem, Problems

LIMIT = 16 * 1024 * 1024
"""Bytes of a file at most; all charts of a cluster rendered into one are smaller."""

_ROUNDS = 20
"""Broken documents of one file that are left out; a file with more is broken as a whole."""

_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_CONTENT = re.compile(r"[^\n]+")
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

_EXPRESSION = re.compile(r"^[ \t]*(?:- )*(?:[^\s#'\"|>][^\n]*?: )?\{\{", re.MULTILINE)
"""A line whose value or whole begins with `{{`, which YAML takes for a map inside a map."""

_HELM = re.compile(
    r"\{\{-?\s*(?:if|with|range|end|else|define|include|template|toYaml|/\*)|\.(?:Values|Release|Chart|Capabilities)\b"
)

_NEAR = 3
"""Lines after an expression in which a parser stumbles over it."""


def documents(data: bytes, name: str) -> tuple[list[Document], list[Problem]]:
    """The documents that can be read and are not empty, and what is wrong with the others."""
    if len(data) > LIMIT:
        return [], list(too_large(name, LIMIT).problems)
    try:
        source = legible(data, name)
    except Problems as wrong:
        return [], list(wrong.problems)
    if source.text.lstrip()[:1] in ("{", "["):
        source = Source(name, _SURROGATES.sub(_character, source.text))
    return _read(source)


def _read(source: Source) -> tuple[list[Document], list[Problem]]:
    found: list[Problem] = []
    whole = source
    for _ in range(_ROUNDS):
        values, problems = values_of(source, ForeignBuilder)
        found += problems
        if not problems:
            positions = Positions(source)
            return [Document(positions, value, index) for index, value in enumerate(values)], _told(whole, found)
        if not all(problem.line for problem in problems):
            break
        text = _without(source.text, {_blamed(whole, problem) for problem in problems})
        if text == source.text:
            break
        source = Source(source.name, text)
    return [], _told(whole, found)


def _blamed(source: Source, problem: Problem) -> int:
    """A line of the document that a problem is about: a parser may notice only at the separator that it has no end."""
    line = problem.line
    return line - 1 if problem.column == 1 and line > 1 and source.line(line).startswith("---") else line


def _without(text: str, lines: Iterable[int]) -> str:
    """The text with the documents of these lines made empty; all others keep their lines."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    edges = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    broken = {min(bisect_right(edges, starts[min(line, len(starts)) - 1]), len(edges) - 1) - 1 for line in lines}
    parts = []
    for index, (start, end) in enumerate(pairwise(edges)):
        part = text[start:end]
        parts.append("---" * (start > 0) + _CONTENT.sub("", part) if index in broken else part)
    return "".join(parts)


def _told(source: Source, problems: list[Problem]) -> list[Problem]:
    """The problems; those that come from an expression of Helm are told as one, at the first."""
    if not problems or "{{" not in source.text:
        return list(dict.fromkeys(problems))
    lines = source.text.split("\n")
    expressions = {number: line for number, line in enumerate(lines, 1) if _EXPRESSION.match(line)}
    template = _template(source, next(iter(expressions))) if expressions else None
    return list(dict.fromkeys(template if template and _comes_of(expressions, one) else one for one in problems))


def _comes_of(expressions: Mapping[int, str], problem: Problem) -> bool:
    """Whether an expression is what a parser stumbled over; those of other tools may stand in texts, and are no mistakes."""
    near = range(problem.line - _NEAR, problem.line)
    return problem.line in expressions or any(_HELM.search(expressions.get(line, "")) for line in near)


def _template(source: Source, line: int) -> Problem:
    text = source.line(line)
    column = text.index("{{")
    closed = text.find("}}", column)
    span = Span(line, column + 1, (closed + 2 if closed > 0 else len(text)) - column)
    hint = "render it first: helm template CHART | kgen lint -"
    return source.problem(span, "this is a template of Helm, not yet a manifest", "helm-template", hint)


def _character(pair: re.Match[str]) -> str:
    """JSON writes a character beyond U+FFFF as two escapes, YAML as one."""
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF):08x}"
