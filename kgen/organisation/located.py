"""Expressions of a file: compiled, with what is wrong in them where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kgen.cel import CelError, Expression, Overspent, Run, compiled
from kgen.cel.compiling import Known
from kgen.cel.values import BUDGET
from kgen.load import Document
from kgen.problems import Path, Problem, Problems

_EARNED = 2_000
"""Steps that every evaluation adds to what rules may take: far more than a careful condition needs."""

_SAVED = 1_500_000
"""Steps that the rules of a project may take beyond those, over a whole build: about a second."""


class Purse:
    """The steps that the rules of one project may still take, all together."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _SAVED

    @property
    def limit(self) -> int:
        """The steps that the next evaluation may take."""
        return min(BUDGET, self.left + _EARNED)

    def pay(self, steps: int) -> None:
        """Count what an evaluation took."""
        self.left = min(_SAVED, self.left + _EARNED - steps)


class Written:
    """An expression of a document, which takes its steps from a purse."""

    __slots__ = ("_document", "_path", "_purse", "expression")

    def __init__(self, document: Document, path: Path, text: str, known: Known, *, gives: str, what: str, purse: Purse) -> None:
        """Raises Problems for what is wrong in the text."""
        self._document = document
        self._path = path
        self._purse = purse
        try:
            self.expression: Expression = compiled(text, known, gives=gives, what=what)
        except CelError as error:
            raise Problems([self._problem(error)]) from None

    def _problem(self, error: CelError) -> Problem:
        return self._document.within(self._path, error.at, error.width, error.message, "cel", hint=error.hint)

    def evaluate(self, names: Mapping[str, Any]) -> Any:
        """The result. Raises CelError where the object does not fit, Problems where it takes more steps than it may."""
        limit = self._purse.limit
        run = Run(names, limit)
        try:
            return self.expression.evaluate(run)
        except Overspent:
            taken = f"more than {limit:,} steps for one object" if limit == BUDGET else "more steps than all rules have left"
            message, hint = f"this takes too long: {taken}", "nest 'all', 'exists', 'filter' and 'map' less deep"
            raise Problems([self._document.within(self._path, 0, 1, message, "cel-cost", hint=hint)]) from None
        finally:
            self._purse.pay(limit - max(0, run.left))


def attempt(problems: list[Problem], make: Callable[[], Written]) -> Written | None:
    """What `make` gives; what is wrong with it goes to `problems`."""
    try:
        return make()
    except Problems as wrong:
        problems += wrong.problems
        return None


def failed(error: CelError) -> str:
    """What to say of an object for which there is no answer: a cluster refuses it, too."""
    return f"the condition fails here: {error.message}{f'; {error.hint}' if error.hint else ''}"
