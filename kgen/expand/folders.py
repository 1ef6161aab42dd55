"""Reads the files of a blueprint's folder; a project's folder may have been written by anybody."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kgen.expand.sources import Source
from kgen.expand.words import shown
from kgen.load import Document, read
from kgen.problems import Problem, Problems

MOST_FILES = 200
"""Files of one blueprint."""

_DESCRIPTION = "blueprint"
_IGNORED = frozenset({"README.md", "tests"})


class Folder(NamedTuple):
    """A folder's documents: its description, and its templates and partials by the stem of their file's name, in order."""

    source: Source
    description: Document
    documents: dict[str, Document]
    files: dict[str, Path]


def read_folder(source: Source) -> Folder:
    """Raises Problems for files that have no place there, and for all that cannot be read."""
    problems = list(_misplaced(source))
    if problems:
        raise Problems(problems)
    documents: dict[str, Document] = {}
    files = {path.stem: path for path in _yaml(source.folder)}
    for stem, path in files.items():
        try:
            documents[stem] = _document(path, f"{source.shown}/{path.name}")
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    description = documents.pop(_DESCRIPTION)
    del files[_DESCRIPTION]
    return Folder(source, description, documents, files)


def _yaml(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})


def _document(path: Path, name: str) -> Document:
    documents = read(path, name)
    if len(documents) > 1:
        message = f"'{shown(path.name)}' has {len(documents)} documents, and a file of a blueprint is one"
        raise Problems([documents[1].problem((), message, "one-document", hint="put each into a file of its own")])
    return documents[0]


def _misplaced(source: Source) -> Iterator[Problem]:
    if not source.trusted:
        yield from _links([source.folder.parent, source.folder], source)
    stems: dict[str, str] = {}
    entries = sorted(entry for entry in source.folder.iterdir() if entry.name not in _IGNORED)
    if len(entries) > MOST_FILES:
        yield _problem(
            source.shown, f"'{source.shown}' has {len(entries)} files; a blueprint has at most {MOST_FILES}", "too-large"
        )
        return
    for entry in entries:
        name = f"{source.shown}/{shown(entry.name)}"
        if not source.trusted and entry.is_symlink():
            yield from _links([entry], source)
        elif not stat.S_ISREG(entry.stat().st_mode) or entry.suffix not in {".yaml", ".yml"}:
            yield _problem(name, f"'{shown(entry.name)}' has no place in a blueprint", "unexpected-file", _TAKES)
        elif entry.stem in stems:
            yield _problem(
                name, f"'{shown(entry.name)}' and '{shown(stems[entry.stem])}' are the same template", "unexpected-file"
            )
        else:
            stems[entry.stem] = entry.name


_TAKES = "a blueprint has YAML files, a README.md and a folder 'tests'"


def _links(paths: list[Path], source: Source) -> Iterator[Problem]:
    for path in paths:
        if path.is_symlink():
            message = f"'{shown(path.name)}' is a symbolic link, and a project's blueprints have none"
            yield _problem(source.shown, message, "symbolic-link", "copy what it points to")


def _problem(file: str, message: str, code: str, hint: str = "") -> Problem:
    return Problem(file, 0, 0, message, code, hint)
