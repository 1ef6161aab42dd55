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
"""Steps that every evaluation adds to what a rule may take: far more than a careful condition needs."""

_SAVED = 1_500_000
"""Steps that a rule may take beyond those, over a whole build: about a second."""


class Written:
    """An expression of a document, and the steps that it may still take."""

    __slots__ = ("_code", "_document", "_left", "_path", "_text", "expression")

    def __init__(self, document: Document, path: Path, text: str, known: Known, *, gives: str, what: str) -> None:
        """Raises Problems for what is wrong in the text."""
        self._document = document
        self._path = path
        self._text = text
        self._left = _SAVED
        try:
            self.expression: Expression = compiled(text, known, gives=gives, what=what)
        except CelError as error:
            raise Problems([self._problem(error)]) from None

    def _problem(self, error: CelError) -> Problem:
        return self._document.within(self._path, error.at, error.width, error.message, "cel", hint=error.hint)

    def evaluate(self, names: Mapping[str, Any]) -> Any:
        """The result. Raises CelError where the object does not fit, Problems where it takes more steps than it may."""
        limit = min(BUDGET, self._left + _EARNED)
        run = Run(names, limit)
        try:
            return self.expression.evaluate(run)
        except Overspent:
            message = f"this takes too long: more than {limit:,} steps for one object"
            hint = "nest 'all', 'exists', 'filter' and 'map' less deep"
            raise Problems([self._document.within(self._path, 0, 1, message, "cel-cost", hint=hint)]) from None
        finally:
            self._left += _EARNED - (limit - max(0, run.left))
            self._left = min(self._left, _SAVED)


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
