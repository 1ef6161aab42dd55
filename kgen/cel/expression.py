"""A whole expression: read and checked once, evaluated as often as there are objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kgen.cel.compiling import Do, Known, boolean, compile_node
from kgen.cel.functions import DYN
from kgen.cel.syntax import parse
from kgen.cel.values import WORDS, CelError, Run


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression; `gives` is the type of its result, `dyn` where only an object can tell."""

    text: str
    gives: str
    size: int
    do: Do

    def evaluate(self, run: Run, names: Mapping[str, Any] | None = None) -> Any:
        """The result for the names of a run, and those given besides.

        Raises CelError where the values do not fit, and Overspent where it takes more steps than the run has left.
        """
        run.names.update(names or {})
        run.spend(self.size)
        return self.do(run)


def compiled(text: str, known: Known, *, gives: str = DYN, what: str = "") -> Expression:
    """The expression of a text that may use the names in `known`; `gives` is the type it must have, for `what` a person calls it.

    Raises CelError with the place of what is wrong.
    """
    if not text.strip():
        raise CelError(f"{what or 'an expression'} is empty", 0)
    tree = parse(text)
    if gives == "bool":
        return Expression(text, gives, tree.size, boolean(tree, known, what))
    piece = compile_node(tree, known)
    if DYN not in (gives, piece.gives) and piece.gives != gives:
        raise CelError(f"{what} must be {WORDS[gives]}, not {WORDS[piece.gives]}", tree.at, "", tree.width)
    return Expression(text, piece.gives, tree.size, piece.do)
