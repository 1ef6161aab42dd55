"""A tree into functions: names, functions and types are checked, then nothing is looked up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kgen.cel import operators
from kgen.cel.functions import DYN
from kgen.cel.syntax import MACROS, Node
from kgen.cel.values import NAMES, NONE, WORDS, CelError, Optional, Run, Type, kind, member, words
from kgen.validate.messages import nearest

Do = Callable[[Run], Any]
Known = Mapping[str, frozenset[str] | None]
"""The names that an expression may use, each with the fields it has; None where they are not known."""

_ONLY_IN_CLUSTERS = ("authorizer", "namespaceObject")
_TYPES = {name: Type(name) for name in NAMES.values() if "." not in name}


class Piece(NamedTuple):
    """A compiled part: what it does, and the type that it gives, as far as is known."""

    do: Do
    gives: str = DYN


def compile_node(node: Node, known: Known) -> Piece:
    """A part of an expression as a function. Raises CelError."""
    if node.kind in MACROS:
        from kgen.cel.macros import compile_macro

        return compile_macro(node, known)
    if node.kind in ("method", "call"):
        from kgen.cel.calls import compile_call

        return compile_call(node, known)
    return _BY_KIND[node.kind](node, known)


def _literal(node: Node, known: Known) -> Piece:
    value = node.value
    return Piece(lambda run: value, kind(value))


def _name(node: Node, known: Known) -> Piece:
    name = node.value
    if name in known:
        return Piece(lambda run: run.names[name])
    if name in _TYPES:
        return Piece(lambda run: _TYPES[name], "type")
    if name in _ONLY_IN_CLUSTERS:
        raise CelError(f"'{name}' is known only inside a cluster", node.at, "leave what asks for it to the cluster", node.width)
    hint = nearest(name, known) or f"known here: {', '.join(sorted(known))}"
    raise CelError(f"unknown name '{name}'", node.at, hint, node.width)


def _select(node: Node, known: Known) -> Piece:
    (target,), field, at, width = node.parts, node.value, node.at, node.width
    fields = known.get(target.value) if target.kind == "name" else None
    if fields is not None and field not in fields:
        hint = nearest(field, fields) or f"it has {', '.join(sorted(fields)) or 'none'}"
        raise CelError(f"'{target.value}' has no field '{field}' here", at, hint, width)
    below = compile_node(target, known).do

    def do(run: Run) -> Any:
        value = below(run)
        if type(value) is dict:
            if field in value:
                found = value[field]
                if isinstance(found, CelError):  # a variable that could not be found out, and is needed after all
                    raise found
                return found
            raise CelError(f"no such key: '{field}'", at, f"ask has(….{field}) first", width)
        if type(value) is Optional:
            return member(value.value, field) if value.present else NONE
        raise CelError(f"'{field}' is asked of {words(value)}", at, "", width)

    return Piece(do)


def _maybe(node: Node, known: Known) -> Piece:
    target, key = (compile_node(part, known).do for part in node.parts)

    def do(run: Run) -> Optional:
        value = target(run)
        if type(value) is Optional:
            return member(value.value, key(run)) if value.present else NONE
        return member(value, key(run))

    return Piece(do, "optional_type")


def _index(node: Node, known: Known) -> Piece:
    target, key = (compile_node(part, known).do for part in node.parts)
    at = node.at

    def do(run: Run) -> Any:
        value, index = target(run), key(run)
        if type(value) is Optional:
            return member(value.value, index) if value.present else NONE
        found = member(value, index)
        if found.present:
            return found.value
        if isinstance(value, list) and type(index) is int:
            raise CelError(f"index out of range: {index}", at)
        if isinstance(value, dict):
            raise CelError(f"no such key: '{index}'" if isinstance(index, str) else "no such key", at)
        raise CelError(f"{words(value)} has no members", at)

    return Piece(do)


def _has(node: Node, known: Known) -> Piece:
    below, field, at = compile_node(node.parts[0], known).do, node.value, node.at
    fields = known.get(node.parts[0].value) if node.parts[0].kind == "name" else None
    if fields is not None and field not in fields:
        hint = nearest(field, fields)
        raise CelError(f"'{node.parts[0].value}' has no field '{field}' here", node.parts[0].at, hint, node.parts[0].width)

    def do(run: Run) -> bool:
        value = below(run)
        if type(value) is dict:
            return field in value
        if type(value) is Optional:
            return value.present and type(value.value) is dict and field in value.value
        raise CelError(f"'has' asks for '{field}' of {words(value)}", at, "", 3)

    return Piece(do, "bool")


def _list(node: Node, known: Known) -> Piece:
    parts = [compile_node(part, known).do for part in node.parts]
    return Piece(lambda run: [part(run) for part in parts], "list")


def _map(node: Node, known: Known) -> Piece:
    keys = [compile_node(part, known) for part in node.parts[::2]]
    values = [compile_node(part, known) for part in node.parts[1::2]]
    at = node.at

    def do(run: Run) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for key, value in zip(keys, values, strict=True):
            name = key.do(run)
            if type(name) not in (str, int):
                raise CelError("a key is a text or a whole number", at)
            made[name] = value.do(run)
        return made

    return Piece(do, "map")


def boolean(node: Node, known: Known, what: str) -> Do:
    """A part that must be true or false."""
    piece = compile_node(node, known)
    if piece.gives not in ("bool", DYN):
        raise CelError(f"{what} must be true or false, not {WORDS[piece.gives]}", node.at, "", node.width)
    below, at = piece.do, node.at

    def do(run: Run) -> bool:
        value = below(run)
        if value is True or value is False:
            return value
        raise CelError(f"{what} must be true or false, not {words(value)}", at)

    return do


def _not(node: Node, known: Known) -> Piece:
    below = boolean(node.parts[0], known, "what '!' negates")
    return Piece(lambda run: not below(run), "bool")


def _negate(node: Node, known: Known) -> Piece:
    below, at = compile_node(node.parts[0], known), node.at

    def do(run: Run) -> Any:
        value = below.do(run)
        if type(value) not in (int, float) or value == -(2**63):
            raise CelError(f"'-' has no meaning for {words(value)}", at)
        return -value

    return Piece(do, below.gives)


def _joined(node: Node, known: Known) -> Piece:
    """`&&` and `||`: one operand that decides makes the failure of another not matter."""
    deciding: bool = node.kind == "or"
    sign = "'||'" if deciding else "'&&'"
    parts = [boolean(part, known, f"a side of {sign}") for part in node.parts]

    def do(run: Run) -> bool:
        failed: CelError | None = None
        for part in parts:
            try:
                if bool(part(run)) == deciding:
                    return deciding
            except CelError as error:
                failed = failed or error
        if failed:
            raise failed
        return not deciding

    return Piece(do, "bool")


def _if(node: Node, known: Known) -> Piece:
    test = boolean(node.parts[0], known, "what stands before '?'")
    one, other = (compile_node(part, known) for part in node.parts[1:])
    return Piece(lambda run: one.do(run) if test(run) else other.do(run), one.gives if one.gives == other.gives else DYN)


def _binary(node: Node, known: Known) -> Piece:
    sign, at, width = node.value, node.at, node.width
    one, other = (compile_node(part, known) for part in node.parts)
    try:
        gives = operators.result(sign, one.gives, other.gives)
    except ValueError as error:
        raise CelError(str(error), at, "", width) from None
    left, right = one.do, other.do

    def do(run: Run) -> Any:
        first, second = left(run), right(run)
        try:
            return operators.contains(first, second, run) if sign == "in" else operators.apply(sign, first, second, run)
        except ValueError as error:
            raise CelError(str(error), at, "", width) from None

    return Piece(do, gives)


_BY_KIND: dict[str, Callable[[Node, Known], Piece]] = {
    "literal": _literal,
    "name": _name,
    "select": _select,
    "maybe": _maybe,
    "index": _index,
    "has": _has,
    "items": _list,
    "entries": _map,
    "not": _not,
    "negate": _negate,
    "and": _joined,
    "or": _joined,
    "if": _if,
    "binary": _binary,
}
