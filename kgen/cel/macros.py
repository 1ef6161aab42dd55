"""The macros: what asks a condition of each item of a list, or of each key of a map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kgen.cel.compiling import Do, Known, Piece, boolean, compile_node
from kgen.cel.syntax import Node
from kgen.cel.values import NONE, CelError, Optional, Run, words

_MISSING = object()

Items = Callable[[Run, list[Any]], Any]


def compile_macro(node: Node, known: Known) -> Piece:
    """A macro as a function. Raises CelError."""
    inner = {**known, node.value: None}
    if node.kind == "optMap":
        return _opt_map(node, known, inner)
    work, gives = _BY_KIND[node.kind](node, inner)
    below, name, at = compile_node(node.parts[0], known), node.value, node.at
    if below.gives not in ("list", "map", "dyn"):
        raise CelError(f"'{node.kind}' is asked of a list or a map", at, "", node.width)

    def do(run: Run) -> Any:
        over = below.do(run)
        if not isinstance(over, list | dict):
            raise CelError(f"'{node.kind}' is asked of a list or a map, not of {words(over)}", at)
        outer = run.names.get(name, _MISSING)
        try:
            return work(run, list(over))
        finally:
            run.names[name] = outer

    return Piece(do, gives)


def _deciding(node: Node, known: Known) -> tuple[Items, str]:
    """`all` and `exists`: one item that decides makes the failure of another not matter."""
    name, cost = node.value, node.parts[1].size + 1
    deciding: bool = node.kind == "exists"
    holds = boolean(node.parts[1], known, f"what '{node.kind}' asks")

    def do(run: Run, items: list[Any]) -> bool:
        failed: CelError | None = None
        for item in items:
            run.spend(cost)
            run.names[name] = item
            try:
                if bool(holds(run)) == deciding:
                    return deciding
            except CelError as error:
                failed = failed or error
        if failed:
            raise failed
        return not deciding

    return do, "bool"


def _exists_one(node: Node, known: Known) -> tuple[Items, str]:
    name, cost = node.value, node.parts[1].size + 1
    holds = boolean(node.parts[1], known, "what 'exists_one' asks")

    def do(run: Run, items: list[Any]) -> bool:
        count = 0
        for item in items:
            run.spend(cost)
            run.names[name] = item
            count += holds(run)
        return count == 1

    return do, "bool"


def _making(node: Node, known: Known) -> tuple[Items, str]:
    """`filter` and `map`."""
    name, cost = node.value, sum(part.size for part in node.parts[1:]) + 1
    chosen = len(node.parts) == 3 or node.kind == "filter"
    holds: Do | None = boolean(node.parts[1], known, f"what '{node.kind}' asks") if chosen else None
    made: Do | None = None if node.kind == "filter" else compile_node(node.parts[-1], known).do

    def do(run: Run, items: list[Any]) -> list[Any]:
        found = []
        for item in items:
            run.spend(cost)
            run.names[name] = item
            if holds is None or holds(run):
                found.append(made(run) if made else item)
        return found

    return do, "list"


def _opt_map(node: Node, known: Known, inner: Known) -> Piece:
    below, made, name, at = compile_node(node.parts[0], known), compile_node(node.parts[1], inner).do, node.value, node.at

    def do(run: Run) -> Optional:
        value = below.do(run)
        if not isinstance(value, Optional):
            raise CelError(f"'optMap' is asked of an optional value, not of {words(value)}", at)
        if not value.present:
            return NONE
        outer = run.names.get(name, _MISSING)
        run.names[name] = value.value
        try:
            return Optional(made(run), True)
        finally:
            run.names[name] = outer

    return Piece(do, "optional_type")


_BY_KIND: dict[str, Callable[[Node, Known], tuple[Items, str]]] = {
    "all": _deciding,
    "exists": _deciding,
    "exists_one": _exists_one,
    "filter": _making,
    "map": _making,
}
