"""What only follows from a value that was left out, because it was bad, is not reported: nobody could act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgen.layer.fullform import holder
from kgen.model.base import Model
from kgen.model.project import Project
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem

_OF_PORTS = frozenset({"no-port", "unknown-port"})
"""What may follow from a port that was left out."""


def scopes(left_out: Iterable[Path], model: type[Model] = Service) -> frozenset[Path]:
    """The parts of a spec (or project) in which something was left out: a field, or a field of an entry of a map."""
    return frozenset(path[: _depth(path, model)] for path in left_out if path)


def _depth(path: Path, model: type[Model]) -> int:
    """How much of a path names a part that is looked at as a whole."""
    field = model.model_fields.get(str(path[0]))
    found = holder(field.annotation) if field else None
    if found is None or found[0] != "map":
        return 1
    return 3 if model is Project else 2


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
