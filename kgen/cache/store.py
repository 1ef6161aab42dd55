"""The file of a project in the cache: read at once, written anew beside it while units pass, put in its place at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from kgen.cache.draft import Draft
from kgen.cache.place import read
from kgen.unit import Compiled

_HEAD = b"kgen units 1 "
_MOST = 64 << 20
"""Bytes of a file; 10,000 services have a fifth of it."""
_DIGEST = 64


class Store:
    """What is known of a project's units, and what this build adds. No failure of the file system gets out of it.

    `identity` is that of what compiles them. A file that is not whole, or by another identity, is as good as none.
    """

    def __init__(self, path: Path, identity: bytes) -> None:
        self._path = path
        self._head = _HEAD + identity.hex().encode() + b"\n"
        self._content = self._read()
        self._places = dict(_places(self._content, len(self._head)))
        self._draft: Draft | None = None
        self._same = self._kept = 0

    def known(self, address: str) -> bytes:
        """The entry of a unit; nothing if there is none."""
        return self._entry(address.encode())

    def keep(self, units: Iterable[Compiled]) -> Iterator[Compiled]:
        """The units as they pass, each noted for the next build."""
        self._draft = Draft(self._path)
        self._draft.write(self._head)
        for unit in units:
            if unit.entry:
                self._kept += 1
                self._same += self._entry(_address(unit.entry)) == unit.entry
                self._draft.write(unit.entry)
            yield unit

    def commit(self) -> None:
        """Let later builds know. Where nothing is new, the file only becomes younger."""
        if self._kept == self._same == len(self._places):
            with suppress(OSError):
                os.utime(self._path)
        elif self._draft and self._draft.size + _DIGEST <= _MOST:
            self._draft.finish()
        self.close()

    def close(self) -> None:
        """Forget what this build has added."""
        if self._draft:
            self._draft.discard()
            self._draft = None

    def _read(self) -> bytes:
        content = read(self._path, _MOST)
        whole = content.startswith(self._head) and sha256(memoryview(content)[:-_DIGEST]).hexdigest().encode()
        return content if whole == content[-_DIGEST:] else b""

    def _entry(self, address: bytes) -> bytes:
        start, end = self._places.get(address, (0, 0))
        return self._content[start:end]


def _places(content: bytes, start: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Where the entry of each unit stands: in a large project that takes far less room than the entries do."""
    while end := content.find(b"\n", start) + 1:
        yield content[start : content.find(b" ", start)], (start, end)
        start = end


def _address(entry: bytes) -> bytes:
    return entry.partition(b" ")[0]
