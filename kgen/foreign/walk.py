"""Which files the paths of a command line stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kgen.load.source import Source
from kgen.problems import Problem, refusal, visible

EXTENSIONS = (".yaml", ".yml", ".json")


class Named(NamedTuple):
    """A file, as messages show it; `-` is standard input. `asked` for by its own name, or found in a folder."""

    path: Path
    name: str
    asked: bool


def files(paths: Sequence[str]) -> tuple[list[Named], list[Problem]]:
    """The files in the order of the paths, each once; those of folders sorted. A folder without any is a problem.

    Of folders only the files whose names end in one of `EXTENSIONS`: hidden ones, and links out of the folder, are left out.
    """
    found: dict[str, Named] = {}
    problems: list[Problem] = []
    for text in paths:
        if text == "-" or not os.path.isdir(text):  # noqa: PTH112 - no name makes it raise
            name = os.path.normpath(text) if text else text
            found.setdefault(name, Named(Path(text), name, asked=True))
            continue
        below = [*_below(text, problems)]
        if not below:
            problems.append(_empty(text))
        for path in below:
            name = os.path.normpath(path)
            found.setdefault(name, Named(Path(path), name, asked=False))
    return list(found.values()), problems


def _below(top: str, problems: list[Problem]) -> Iterator[str]:
    """The files of a folder, sorted, before those of its folders."""
    root = f"{os.path.realpath(top)}{os.sep}"
    for folder, folders, names in os.walk(top, onerror=lambda error: problems.append(_unreadable(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = f"{folder}{os.sep}{name}"
            if not name.startswith(".") and name.endswith(EXTENSIONS) and _stays(path, root):
                yield path


def _stays(path: str, root: str) -> bool:
    """Whether a file lies below the root, to which no link on the way leads out: links to folders are not followed."""
    return not os.path.islink(path) or os.path.realpath(path).startswith(root)  # noqa: PTH114


def _unreadable(error: OSError) -> Problem:
    message = f"this folder cannot be read: {refusal(error)}"
    return Source(os.path.normpath(error.filename), "").problem(None, message, "unreadable-file")


def _empty(folder: str) -> Problem:
    message = f"'{visible(folder)}' holds no file that ends in {', '.join(EXTENSIONS[:-1])} or {EXTENSIONS[-1]}"
    return Source(folder, "").problem(
        None, message, "no-manifests", "name a file, a folder of manifests, or '-' for standard input"
    )
