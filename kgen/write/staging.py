"""Everything is written beside the output first and then renamed into place, so that a failure leaves all as it was."""

# One call of the system per step: this is where a build of many services spends its time.
# ruff: noqa: PTH100, PTH102, PTH104, PTH106

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kgen.write.area import Area
from kgen.write.inventory import FOLDER
from kgen.write.tree import Tree

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Content = bytes | Mapping[str, bytes]
"""A file, or a whole folder: its files by name."""


class Staging:
    """What is to be written and removed, in an area of its own until `commit`.

    With `eager`, contents go to the area at once, so that those of a large build need not be kept in memory. Inventory files
    (`record`) come last: until then the old ones tell the next build what this one left behind. Any method may raise OSError.
    """

    def __init__(self, tree: Tree, eager: bool) -> None:
        self._tree = tree
        self._eager = eager
        self._area: Area | None = None
        self._waiting: list[tuple[str, Content, bool]] = []
        self._moves: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
        self._removals: tuple[list[str], list[str]] = ([], [])
        self._emptied: list[str] = []
        self._made: list[str] = []
        self._undo: list[tuple[str, str]] = []

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self._waiting or any(self._moves) or any(self._removals))

    def put(self, target: str, content: Content, *, record: bool = False) -> None:
        """Write a file, or a folder that does not exist."""
        if self._eager:
            self._moves[record].append((self._store(content), target))
        else:
            self._waiting.append((target, content, record))

    def remove(self, target: str, *, record: bool = False) -> None:
        """Remove a file."""
        self._removals[record].append(target)

    def empty(self, target: str) -> None:
        """Remove a folder, and those above it, that have nothing in them any more."""
        self._emptied.append(target)

    def commit(self) -> None:
        """Do it all; when it fails, undo what was done."""
        try:
            for target, content, record in self._waiting:
                self._moves[record].append((self._store(content), target))
            for record in (False, True):
                for source, target in self._moves[record]:
                    self._replace(source, target)
                for target in self._removals[record]:
                    self._set_aside(target)
        except BaseException:
            self._roll_back()
            raise
        self._undo.clear()
        self._made.clear()
        self.discard()
        for target in (*self._emptied, FOLDER):
            self._remove_empty(target)

    def discard(self) -> None:
        """Remove the area, and the folders that were made for nothing."""
        if self._area:
            self._area.close()
            self._area = None
        for path in reversed(self._made):
            with suppress(OSError):
                os.rmdir(path)
        self._made.clear()

    def _store(self, content: Content) -> str:
        """Write into the area; the path there."""
        at = self._next()
        if isinstance(content, bytes):
            _write(at, content)
        else:
            os.mkdir(at)
            for name, data in content.items():
                _write(f"{at}/{name}", data)
        return at

    def _next(self) -> str:
        if not self._area:
            self._make(FOLDER)
            self._area = Area(self._tree)
        return self._area.next()

    def _replace(self, source: str, target: str) -> None:
        above, _, _ = target.rpartition("/")
        self._make(above)
        if self._tree.exists(target):
            self._set_aside(target)
        self._move(source, self._tree.at(target))

    def _set_aside(self, target: str) -> None:
        """Take a file away, into the area, from where it can be brought back."""
        self._move(self._tree.at(target), self._next())

    def _move(self, source: str, target: str) -> None:
        os.rename(source, target)
        self._undo.append((target, source))

    def _make(self, path: str) -> None:
        """Make a folder and those above it."""
        if self._tree.folder(path):
            return
        above, _, _ = path.rpartition("/")
        if path:
            self._make(above)
            self._mkdir(self._tree.at(path))
        else:
            missing = [at for at in _upward(self._tree.root) if not os.path.lexists(at)]
            for at in reversed(missing):
                self._mkdir(at)

    def _mkdir(self, at: str) -> None:
        os.mkdir(at)
        self._made.append(at)

    def _roll_back(self) -> None:
        for moved, origin in reversed(self._undo):
            with suppress(OSError):
                os.rename(moved, origin)
        self._undo.clear()
        self.discard()

    def _remove_empty(self, path: str) -> None:
        with suppress(OSError):
            while path:
                os.rmdir(self._tree.at(path))
                path, _, _ = path.rpartition("/")


def _write(at: str, content: bytes) -> None:
    descriptor = os.open(at, _WRITE, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):
            written += os.write(descriptor, content[written:])
    finally:
        os.close(descriptor)


def _upward(path: str) -> list[str]:
    """The folder and all above it, innermost first."""
    full = os.path.abspath(path)
    return [full, *map(str, Path(full).parents)]
