"""Calls of functions: which of a name's overloads is meant is decided by the types of the arguments."""

from __future__ import annotations

from typing import Any

from kgen.cel.compiling import Known, Piece, compile_node
from kgen.cel.elsewhere import ELSEWHERE
from kgen.cel.functions import DYN, Function
from kgen.cel.libraries import ALL_METHODS, FUNCTIONS
from kgen.cel.syntax import Node
from kgen.cel.values import WORDS, CelError, Run, kind
from kgen.validate.messages import nearest

_SPACES = ("sets", "optional")
"""Names before functions that are no values."""


def compile_call(node: Node, known: Known) -> Piece:
    """A call of a function or a method. Raises CelError."""
    if node.kind == "call":
        return _called(node, node.value, FUNCTIONS.get(node.value), node.parts, known)
    target = node.parts[0]
    if target.kind == "name" and target.value in _SPACES and target.value not in known:
        return _called(node, f"{target.value}.{node.value}", FUNCTIONS.get(f"{target.value}.{node.value}"), node.parts[1:], known)
    return _called(node, node.value, ALL_METHODS.get(node.value), node.parts, known)


def _called(node: Node, name: str, overloads: tuple[Function, ...] | None, parts: tuple[Node, ...], known: Known) -> Piece:
    arguments = [compile_node(part, known) for part in parts]
    if overloads is None:
        raise _unknown(node, name)
    fitting = [one for one in overloads if one.fits(tuple(argument.gives for argument in arguments))]
    if not fitting:
        takes = " or ".join(f"({', '.join(one.takes)})" for one in overloads)
        raise CelError(f"'{name}' does not take these arguments", node.at, f"it takes {takes}", node.width)
    at, width, does = node.at, node.width, [argument.do for argument in arguments]

    def do(run: Run) -> Any:
        values = [each(run) for each in does]
        kinds = tuple(kind(value) for value in values)
        for one in fitting:
            if one.fits(kinds):
                try:
                    return one.do(run, *values)
                except ValueError as error:
                    raise CelError(f"'{name}' fails: {error}", at, "", width) from None
        raise CelError(f"'{name}' does not take {' and '.join(WORDS[each] for each in kinds)}", at, "", width)

    gives = {one.gives for one in fitting}
    return Piece(do, gives.pop() if len(gives) == 1 else DYN)


def _unknown(node: Node, name: str) -> CelError:
    if name in ELSEWHERE:
        hint = "say it with other functions, or leave the rule to the cluster"
        return CelError(f"'{name}' is a function of Kubernetes that kgen cannot evaluate", node.at, hint, len(name))
    return CelError(f"there is no function '{name}'", node.at, nearest(name, [*FUNCTIONS, *ALL_METHODS, "has"]), len(name))
