"""A text to its documents, with all problems of the text at once."""

from __future__ import annotations

from typing import Any

from yaml import MarkedYAMLError

from kgen.load import events
from kgen.load.build import Builder, Stop
from kgen.load.characters import check, decode, normal
from kgen.load.document import Document
from kgen.load.events import roots, without_directives
from kgen.load.positions import Positions
from kgen.load.source import Source
from kgen.load.syntax import explain
from kgen.problems import Problem, Problems

LIMIT = 1024 * 1024
"""Bytes of a file at most; etcd refuses larger objects, so no spec can need more."""


_DIRECTIVES = 100
"""`%TAG` lines outside the head of a document, where they are errors; libyaml compares each with all before it."""


def parse(text: str | bytes, name: str) -> list[Document]:
    """The documents of a YAML text that are not empty; `name` is shown in problems.

    Raises `Problems`: the characters of the text, or everything else that is wrong with it.
    """
    if len(text) > LIMIT:
        raise too_large(name)
    source = legible(text, name)
    values, problems = values_of(source, Builder)
    if not values and not problems:
        problems.append(source.problem(None, "the file is empty", "empty-file"))
    if problems:
        raise Problems(problems)
    positions = Positions(source)
    return [Document(positions, value, index) for index, value in enumerate(values)]


def legible(text: str | bytes, name: str) -> Source:
    """The text as a source without byte order mark, other line ends than LF, and directives. Raises `Problems`."""
    decoded = decode(text, name) if isinstance(text, bytes) else text
    source = Source(name, without_directives(normal(decoded)))
    check(source)
    if source.text.count("\n%TAG") > _DIRECTIVES:
        hint = "kgen knows only !!str, so no file needs one"
        raise Problems([source.problem(None, f"there are more than {_DIRECTIVES} '%TAG' lines", "too-many-directives", hint)])
    return source


def too_large(name: str, most: int = LIMIT) -> Problems:
    """The problem of a file of more bytes than these."""
    hint = "split it into several files"
    return Problems([Source(name, "").problem(None, f"the file is larger than {most // LIMIT} MiB", "too-large", hint)])


def values_of(source: Source, builds: type[Builder]) -> tuple[list[Any], list[Problem]]:
    """What the documents hold that are not empty, and what is wrong with them."""
    get = events.Parser(source.text).get_event
    builder = builds(source, get)
    values: list[Any] = []
    try:
        for first in roots(get):
            values.append(builder.document(first))  # noqa: PERF401 - what was read before an error counts
    except MarkedYAMLError as error:
        problem = explain(source, error)
        if all(problem.line != known.line for known in builder.problems):
            builder.problems.append(problem)
    except Stop:
        pass
    return values, builder.problems
