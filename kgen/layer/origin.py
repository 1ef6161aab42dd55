"""Which layer a value came from, so that a problem points at the line that a person has to change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgen.model.service import ALIASES
from kgen.problems import Origin, Path, Problem


class Place(NamedTuple):
    """Where one layer's values stand: below `path` of a document, `path` being empty for a whole spec."""

    origin: Origin
    path: Path = ()


class Layers(NamedTuple):
    """The layers of one service, lowest first, as one origin: the topmost layer that wrote a value answers for it.

    `spec` is the place of the spec itself; it answers for what nobody wrote.
    """

    places: tuple[Place, ...]
    spec: Place

    @property
    def name(self) -> str:
        return self.spec.origin.name

    def has(self, path: Path) -> bool:
        return self._find(path) is not None

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        for length in range(len(path), 0, -1):
            found = self._find(path[:length])
            if found:
                origin, at, rest = found
                return origin.problem((*at, *rest, *path[length:]), message, code, hint=hint, key=key and length == len(path))
        return self.spec.origin.problem(self.spec.path, message, code, hint=hint)

    def written(self, path: Path) -> Path:
        """The longest part of a path that somebody wrote, by the names they used."""
        found = (self._find(path[:length]) for length in range(len(path), 0, -1))
        return next((place[2] for place in found if place), ())

    def _find(self, path: Path) -> tuple[Origin, Path, Path] | None:
        for place in reversed(self.places):
            for written in _written(path):
                if place.origin.has((*place.path, *written)):
                    return place.origin, place.path, written
        return None


def as_written(origin: Origin, path: Path) -> Path:
    """The longest part of a path that somebody wrote, by the names they used: `("port",)` for `("ports", "http", "port")`."""
    if isinstance(origin, Layers):
        return origin.written(path)
    return next((path[:length] for length in range(len(path), 0, -1) if origin.has(path[:length])), ())


def _written(path: Path) -> Iterator[Path]:
    """The path itself, then what stands for it in short: `port` for `ports.http`, `peers[0]` for `peers.ports[0]`."""
    yield path
    for short, full in ALIASES.items():
        if path[: len(full)] == full:
            yield (short, *path[len(full) :])
    if len(path) > 2 and isinstance(path[-1], int):
        yield (*path[:-2], path[-1])
