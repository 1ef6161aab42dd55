"""Reads the folder `rules/` of a project, which anybody may have written."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kgen.load import Document, read
from kgen.problems import Problem, Problems, visible

FOLDER = "rules"

MOST = 500
"""Files of the folder."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 63
"""Characters of a rule's name: it becomes part of an annotation's key, after `kgen.dev/exempt.`."""

_SUFFIXES = (".yaml", ".yml")
_PYTHON = "put it into a package that names it in the entry point group 'kgen.rules', and install that"


def rule_files(project: Path, problems: list[Problem]) -> dict[str, tuple[Document, ...]]:
    """The documents of each rule by the rule's name; what has no place in the folder, or cannot be read, goes to `problems`.

    A file that cannot be read has no documents: its name is known all the same.
    """
    folder = project / FOLDER
    if not folder.is_dir():
        return {}
    entries = sorted(entry for entry in folder.iterdir() if entry.name != "README.md")
    if len(entries) > MOST:
        problems.append(Problem(FOLDER, 0, 0, f"'{FOLDER}' has {len(entries):,} files; at most {MOST} are allowed", "too-large"))
        return {}
    if folder.is_symlink():
        problems.append(_link(FOLDER, FOLDER))
        return {}
    found: dict[str, tuple[Document, ...]] = {}
    for entry in entries:
        misplaced = [*_misplaced(entry), *_twice(entry, found)]
        problems += misplaced
        if not misplaced:
            found[entry.stem] = _documents(entry, problems)
        elif entry.suffix in _SUFFIXES:
            found.setdefault(entry.stem, ())
    return found


def files_of(rule: str) -> tuple[str, ...]:
    """The files that a rule of this name may be written in, as messages name them."""
    return tuple(f"{FOLDER}/{rule}{suffix}" for suffix in _SUFFIXES)


def _documents(path: Path, problems: list[Problem]) -> tuple[Document, ...]:
    name = f"{FOLDER}/{path.name}"
    try:
        found = tuple(read(path, name))
    except Problems as wrong:
        problems += wrong.problems
        return ()
    if not found:
        problems.append(Problem(name, 0, 0, "this file is empty; a rule has a title, a reason and a condition", "empty-rule"))
    return found


def _link(name: str, shown: str) -> Problem:
    message = f"'{shown}' is a symbolic link, and a project's rules have none"
    return Problem(name, 0, 0, message, "symbolic-link", "copy what it points to")


def _misplaced(entry: Path) -> Iterator[Problem]:
    name = f"{FOLDER}/{visible(entry.name)}"
    shown = visible(entry.name)
    if entry.is_symlink():
        yield _link(name, shown)
    elif entry.suffix == ".py":
        yield Problem(name, 0, 0, f"'{shown}' is code, and a project's rules have none", "unexpected-file", _PYTHON)
    elif not stat.S_ISREG(entry.lstat().st_mode) or entry.suffix not in _SUFFIXES:
        takes = f"'{FOLDER}' has YAML files, one for each rule, and a README.md"
        yield Problem(name, 0, 0, f"'{shown}' has no place among rules", "unexpected-file", takes)
    elif not _NAME.fullmatch(entry.stem) or len(entry.stem) > _LONGEST - len("exempt."):
        right = f"small letters, digits and single hyphens, such as 'team-label', at most {_LONGEST - len('exempt.')}"
        yield Problem(name, 0, 0, f"'{visible(entry.stem)}' is no name for a rule", "rule-name", f"a rule's name has {right}")


def _twice(entry: Path, found: dict[str, tuple[Document, ...]]) -> Iterator[Problem]:
    if entry.stem in found:
        message = f"'{entry.stem}' is written twice, with '.yaml' and with '.yml'"
        yield Problem(f"{FOLDER}/{entry.name}", 0, 0, message, "rule-twice", "keep one of them")
