"""Config folders: each file of a folder of the project, under the path that it gets in the container."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from kgen.model.container import ConfigFile
from kgen.problems import Origin, Problem
from kgen.problems import Path as ProblemPath
from kgen.validate.messages import shortened

_LONGEST = 4096
"""Characters of a path (PATH_MAX of Linux, in bytes)."""

MOST = 200
"""Files of one folder; each is mounted on its own."""


def files_of(
    given: ConfigFile, folder: Path, allowed: Path, at: ProblemPath, origin: Origin, problems: list[Problem]
) -> Iterator[ConfigFile]:
    """The files in the order of their names. What cannot be one of them is a problem: nothing is skipped in silence."""
    written = (given.folder or "").rstrip("/") or "."
    names, trouble = _listed(folder / written, allowed)
    if trouble:
        problems.append(origin.problem(at, f"'{shortened(given.folder or '')}' {trouble}", "config-file"))
    for name in names:
        path = f"{written}/{name}"
        wrong = _wrong(name, folder / path)
        if wrong:
            message, hint = wrong
            problems.append(origin.problem(at, f"'{shortened(path)}' {message}", "config-file", hint=hint))
        else:
            place = f"{given.name.rstrip('/')}/{name}"
            yield ConfigFile.model_construct(name=place, file=path, on_change=given.on_change)


def _listed(path: Path, allowed: Path) -> tuple[list[str], str]:
    """The names in a folder, or what is wrong with it."""
    try:
        place = real(path)
        if not place.is_relative_to(allowed):
            return [], "lies outside the project"
        names = sorted(entry.name for entry in islice(place.iterdir(), MOST + 1))
    except FileNotFoundError:
        return [], "does not exist"
    except NotADirectoryError:
        return [], "is no folder"
    except (OSError, ValueError):  # a name that is too long, a loop of links, a NUL, no permission
        return [], "cannot be read"
    if len(names) > MOST:
        return [], f"holds more than {MOST} files, the most that can be mounted one by one"
    return names, "" if names else "holds no files"


def _wrong(name: str, path: Path) -> tuple[str, str] | None:
    if name.startswith("."):
        return "is a hidden file, which seldom is meant", "remove it, or name it in an entry of its own"
    if path.is_dir():
        return "is a folder", "name it in an entry of its own"
    if not name.isprintable() or ":" in name:
        return "bears a name that cannot be mounted", "use letters, digits, '-', '_' and '.'"
    return None


def real(path: Path) -> Path:
    """Where a path leads; it need not exist.

    Raises OSError for links that lead in a circle, on every Python, and for what no system opens: to follow its parts one by
    one would take minutes.
    """
    if len(os.fspath(path)) > _LONGEST:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
    with suppress(FileNotFoundError):
        return Path(os.path.realpath(path, strict=True))
    return Path(os.path.realpath(path))
