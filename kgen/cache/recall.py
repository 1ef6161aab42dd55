"""Recalling a unit: what an earlier build kept of it, and its files on disk, if they are the very ones that it came to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from kgen.cache.entry import Kept, digest, line
from kgen.cache.key import Base, address, key
from kgen.unit import Compiled, Unit
from kgen.write.unit import folder

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Recall(NamedTuple):
    """How any worker recalls and keeps units; `out` is the folder of the output."""

    base: Base
    out: str

    def compiled(self, unit: Unit, known: bytes) -> Compiled | None:
        """The unit without compiling it; None if its entry is not about what it means now, or its files are others."""
        parts = known.split(b" ", 3)
        if len(parts) != 4 or parts[1] != key(unit, self.base).encode():
            return None
        try:
            kept = Kept(parts[3])
            files = self._files(unit, kept.names, kept.size)
            if digest(files).encode() != parts[2]:
                return None
            return kept.compiled(unit, files, known)
        except (OSError, ValueError, RecursionError):
            return None

    def kept(self, unit: Unit, compiled: Compiled) -> Compiled:
        """A unit that was compiled, with what is to be kept of it."""
        return compiled._replace(entry=line(address(unit), key(unit, self.base), compiled, unit.exemptions))

    def _files(self, unit: Unit, names: Iterable[str], size: int) -> dict[str, bytes]:
        base = f"{self.out}/{folder((unit.environment.name, unit.namespace, unit.name))}"
        return {name: _content(f"{base}/{name}", size) for name in names}


def _content(path: str, most: int) -> bytes:
    """A file of at most so many bytes; of a larger one the beginning, which then has another digest."""
    handle = os.open(path, _READ)
    try:
        return os.read(handle, most)
    finally:
        os.close(handle)
