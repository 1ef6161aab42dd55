"""Baselines as files: read, with every mistake where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

from kgen.lint.baseline import VERSION, Baseline
from kgen.lint.identity import Identity
from kgen.load import Document, parse, read
from kgen.problems import Path, Problem, Problems, visible
from kgen.validate.messages import known_as, nearest, shortened

_FIELDS = ("findings", "version")
_LEVELS = ("files", "objects", "rules", "paths")
"""What the maps below `findings` hold, from the outside in; the innermost holds numbers."""

_WRITE = "where it is no more, --write-baseline writes a new one"


def read_baseline(file: File, name: str) -> Baseline:
    """The baseline of a file. Raises Problems."""
    return _baseline(read(file, name), name)


def parse_baseline(text: str, name: str) -> Baseline:
    """The baseline of a text. Raises Problems."""
    return _baseline(parse(text, name), name)


def _baseline(documents: list[Document], name: str) -> Baseline:
    document, *more = documents
    if more:
        raise Problems([more[0].problem((), "a baseline is one document", "baseline", hint="remove what comes after '---'")])
    problems = list(_problems(document))
    if problems:
        raise Problems(problems)
    return Baseline(name, dict(_entries(document.data["findings"])))


def _problems(document: Document) -> Iterator[Problem]:
    data = document.data
    if not isinstance(data, dict):
        yield document.problem((), f"a baseline must be a map, not {known_as(data)}", "baseline", hint=_WRITE)
        return
    for key in data:
        if key not in _FIELDS:
            hint = nearest(key, _FIELDS) or "allowed here: findings, version"
            yield document.problem((key,), f"unknown field '{visible(shortened(key))}'", "unknown-field", hint=hint, key=True)
    for key in _FIELDS:
        if key not in data:
            yield document.problem((), f"'{key}' is missing", "missing-field", hint=_WRITE)
    if "version" in data and (data["version"] != VERSION or isinstance(data["version"], bool)):
        hint = f"this kgen knows version {VERSION}; {_WRITE}"
        yield document.problem(("version",), "this version of a baseline is not known", "baseline-version", hint=hint)
    if "findings" in data:
        yield from _below(document, data["findings"], ("findings",))


def _below(document: Document, value: Any, path: Path) -> Iterator[Problem]:
    depth = len(path) - 1
    label = visible(shortened(str(path[-1])))
    if depth == len(_LEVELS):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield document.problem(path, f"'{label}' must be how many findings there are, 1 or more", "baseline")
    elif not isinstance(value, dict):
        yield document.problem(path, f"'{label}' must be a map of {_LEVELS[depth]}, not {known_as(value)}", "baseline")
    else:
        for key, item in value.items():
            yield from _below(document, item, (*path, key))


def _entries(files: dict[str, Any]) -> Iterator[tuple[Identity, int]]:
    for file, things in files.items():
        for thing, rules in things.items():
            for rule, paths in rules.items():
                for path, count in paths.items():
                    yield Identity(file, thing, rule, path), count
