"""The folder of the cache: the user's own, out of reach of every project, or none at all."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

SWITCH = "KGEN_CACHE"
"""The environment variable that switches the cache off with one of `OFF`."""

OFF = frozenset({"0", "false", "no", "off"})

_OTHERS = 0o077
"""What nobody but the owner may do with the folder."""
_WRITERS = 0o022


def folder(project: Path) -> Path | None:
    """The folder, made if need be; None when it is switched off, cannot be had, or is not the user's alone."""
    if os.environ.get(SWITCH, "").lower() in OFF or not hasattr(os, "geteuid"):
        return None
    above = _above()
    if above is None or _within(above / "kgen", project):
        return None
    found = above / "kgen"
    try:
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = found.lstat()
    except OSError:
        return None
    private = S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not S_IMODE(status.st_mode) & _OTHERS
    return found if private else None


def _above() -> Path | None:
    """`$XDG_CACHE_HOME`, which counts only if absolute (XDG Base Directory Specification), or `~/.cache`."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    above = Path(named) if named.startswith("/") else Path(os.path.expanduser("~/.cache"))  # noqa: PTH111 - never raises
    return above if above.is_absolute() else None


def _within(place: Path, project: Path) -> bool:
    """Whether the place lies in the project, or in the Git working tree around it: a pull request could write there."""
    real = Path(os.path.realpath(project))
    tree = next((each for each in (real, *real.parents) if (each / ".git").exists()), real)
    return Path(os.path.realpath(place)).is_relative_to(tree)


def read(path: Path, most: int) -> bytes:
    """The content of a file that only its owner, this user, can have written; nothing when there is none, or too much."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            own = S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and not S_IMODE(status.st_mode) & _WRITERS
            return file.read() if own and status.st_size <= most else b""
    except OSError:
        return b""
