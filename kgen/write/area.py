"""The staging area of one build, and what is left of those of builds that were killed."""

# One call of the system per step: this is where a build of many services spends its time.
# ruff: noqa: PTH102, PTH106, PTH108

from __future__ import annotations

import os
import sys
from contextlib import suppress

from kgen.write.inventory import FOLDER
from kgen.write.tree import STAGING, Tree


class Area:
    """A fresh folder beside the inventory, on the same file system as the output, locked as long as its build lives."""

    def __init__(self, tree: Tree) -> None:
        clear_abandoned(tree)
        self._at = tree.at(f"{STAGING}{os.getpid()}-{os.urandom(4).hex()}")
        self._count = 0
        os.mkdir(self._at)
        self._lock = _lock(self._at)

    def next(self) -> str:
        """A path in the area that is not in use yet."""
        self._count += 1
        return f"{self._at}/{self._count}"

    def close(self) -> None:
        """Remove the area with all that is in it."""
        _clear(self._at)
        if self._lock is not None:
            os.close(self._lock)


def clear_abandoned(tree: Tree) -> None:
    """Remove the areas that no living build holds."""
    for name, entry in (tree.entries(FOLDER) or {}).items():
        if f"{FOLDER}/{name}".startswith(STAGING) and entry.is_dir(follow_symlinks=False):
            lock = _lock(entry.path)
            if lock is not None:
                _clear(entry.path)
                os.close(lock)


def _lock(at: str) -> int | None:
    """A lock on a folder that ends with the process, or None when another one holds it (or it cannot be had)."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        descriptor = os.open(at, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
    except OSError:
        return None
    return descriptor


def _clear(at: str) -> None:
    """Remove a folder of files and of folders of files: deeper ones are not of kgen's making and stay."""
    with suppress(OSError):
        with os.scandir(at) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _clear_files(entry.path)
                else:
                    os.unlink(entry.path)
        os.rmdir(at)


def _clear_files(at: str) -> None:
    with os.scandir(at) as entries:
        for entry in entries:
            os.unlink(entry.path)
    os.rmdir(at)
