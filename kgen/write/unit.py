"""What is written for one unit, and which units a build is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kgen.problems import Problem, Problems

KUSTOMIZATION = "kustomization.yaml"

LONGEST = 255
"""Bytes of a file's name on the usual file systems (ext4, APFS, NTFS count at most this much)."""

SEGMENT = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,252}")
"""The name of an environment, a namespace or a unit: one folder, never hidden, never a way out."""

FILE = re.compile(r'[^\x00-\x1f\x7f./\\"][^\x00-\x1f\x7f/\\"]*\.(?:yaml|json)')
"""The name of a manifest's file: no folder in it, not hidden, and nothing that a JSON text would have to escape."""

_ENDINGS = (".yaml", ".json")

Key = tuple[str, str, str]
"""Environment, namespace and name of a unit."""


class UnitFiles(NamedTuple):
    """One unit's finished output.

    `name` is the service's, or `_namespace`; units of a whole environment have the namespace `_platform`. `source` is the
    spec's path relative to the project, `meaning` the SHA-256 of what it means (in hex): a changed comment changes no
    meaning. `files` are named without folders. A unit without files is one that is no longer there.
    """

    environment: str
    namespace: str
    name: str
    source: str
    meaning: str
    files: Mapping[str, bytes]

    @property
    def key(self) -> Key:
        return self.environment, self.namespace, self.name


class Scope(NamedTuple):
    """Which units were asked for; whatever the inventory has besides is not touched. `None` stands for all of them.

    `sources` are specs as `UnitFiles.source` names them.
    """

    environments: frozenset[str] | None = None
    sources: frozenset[str] | None = None

    def covers(self, environment: str, source: str) -> bool:
        """Whether a unit of the inventory would have been made by this build, if it still existed."""
        return self.includes(environment) and (self.sources is None or source in self.sources)

    def includes(self, environment: str) -> bool:
        return self.environments is None or environment in self.environments


def folder(key: Key) -> str:
    """The folder of a unit, relative to `out`."""
    return "/".join(key)


def require_safe(unit: UnitFiles) -> None:
    """Raise ValueError for a name that could lead out of the unit's folder: earlier stages let none through."""
    for segment in unit.key:
        if not SEGMENT.fullmatch(segment):
            raise ValueError(f"{segment!r} cannot name a folder of the output")
    for name in unit.files:
        if "/" in name or "\0" in name or name.startswith(".") or name == KUSTOMIZATION or not name.endswith(_ENDINGS):
            raise ValueError(f"{name!r} cannot name a file of {folder(unit.key)}")


def require_names(unit: UnitFiles) -> None:
    """Raise Problems [file-name] for names that some file system cannot hold: two that differ only in case, or a bad one."""
    found: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for name in unit.files:
        shown = name if name.isprintable() else name.encode("unicode_escape").decode()
        other = seen.setdefault(name.casefold(), shown)
        if other != shown:
            message = f"'{shown}' and '{other}' of '{unit.name}' are one file where case does not count (macOS, Windows)"
            found.append((message, "rename one of the two objects"))
        if shown != name or not FILE.fullmatch(name):
            message = f"'{shown}' of '{unit.name}' has a character that no file's name should have"
            found.append((message, "rename the object"))
        size = len(name) if name.isascii() else len(name.encode())
        if size > LONGEST:
            message = f"'{shown[:60]}…' of '{unit.name}' is {size} bytes long; a file's name has at most {LONGEST}"
            found.append((message, "give the object a shorter name"))
    if found:
        raise Problems(Problem(unit.source, 0, 0, message, "file-name", hint) for message, hint in found)
