"""What only follows from a value that was left out, because it was bad, is not reported: nobody could act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgen.layer.fullform import holder
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem

_OF_PORTS = frozenset({"no-port", "unknown-port"})
"""What may follow from a port that was left out."""


def scopes(left_out: Iterable[Path]) -> frozenset[Path]:
    """The parts of a spec in which something was left out: a field, or one entry of a map of named values."""
    return frozenset(path[:2] if path and _is_map(str(path[0])) else path[:1] for path in left_out if path)


def _is_map(name: str) -> bool:
    field = Service.model_fields.get(name)
    found = holder(field.annotation) if field else None
    return found is not None and found[0] == "map"


class Remaining:
    """An origin that remembers which of its problems only follow from what was left out."""

    def __init__(self, origin: Origin, left_out: frozenset[Path]) -> None:
        self.name = origin.name
        self._origin = origin
        self._left_out = left_out
        self._follows: set[Problem] = set()
        self._found: set[Path] = set()

    def has(self, path: Path) -> bool:
        return self._origin.has(path)

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        problem = self._origin.problem(path, message, code, hint=hint, key=key)
        if any(path[: len(part)] == part or part[: len(path)] == path or _of_ports(code, part) for part in self._left_out):
            self._follows.add(problem)
        self._found.add(path)
        return problem

    @property
    def troubled(self) -> frozenset[Path]:
        """The parts of the spec that have a problem; what they mean for others need not be asked."""
        return scopes(self._found)

    def own(self, check: Callable[[Origin], Iterator[Problem]]) -> Iterator[Problem]:
        """What a check finds, without what only follows."""
        return (problem for problem in check(self) if problem not in self._follows)


def _of_ports(code: str, part: Path) -> bool:
    return code in _OF_PORTS and part[0] in ("ports", "sidecars", "init")
