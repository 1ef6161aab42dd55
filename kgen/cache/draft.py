"""A file of the cache while it is written: nobody reads it before it is whole."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_MOST_FILES = 32
"""Files that the cache has; those that were not used for the longest time go."""
_ABANDONED = 3600.0
"""Seconds after which a draft belongs to no living build."""
_PREFIX = ".draft-"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class Draft:
    """What will be the file `path`, ending with the SHA-256 (hex) of all before. Once something fails, all else does nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = path.with_name(f"{_PREFIX}{os.getpid()}-{os.urandom(6).hex()}")
        self._total = sha256()
        self.size = 0
        try:
            self._file: BinaryIO | None = os.fdopen(os.open(self._at, _NEW, 0o600), "wb")
        except OSError:
            self._file = None

    def write(self, content: bytes) -> None:
        if self._file:
            try:
                self._file.write(content)
            except OSError:
                self.discard()
            self._total.update(content)
            self.size += len(content)

    def finish(self) -> None:
        """Put the file in its place, and make room."""
        self.write(self._total.hexdigest().encode())
        if self._file:
            try:
                self._file.close()
                self._at.replace(self._path)
                self._file = None
                _tidy(self._path.parent)
            except OSError:
                self.discard()

    def discard(self) -> None:
        """Remove the draft, unless it is finished."""
        if self._file:
            for step in (self._file.close, self._at.unlink):
                with suppress(OSError):
                    step()
            self._file = None


def _tidy(folder: Path) -> None:
    """Remove abandoned drafts, and the files that were used longest ago."""
    files: list[tuple[float, Path]] = []
    for path in folder.iterdir():
        used = path.lstat().st_mtime
        if not path.name.startswith(_PREFIX):
            files.append((used, path))
        elif time.time() - used > _ABANDONED:
            path.unlink(missing_ok=True)
    for _, path in sorted(files)[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
