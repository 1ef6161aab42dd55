"""Finds which expressions of a template failed, once it is known that one did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes

from kgen.expand.environment import Frame, Missing, MissingValueError, TooLargeError
from kgen.expand.expressions import Expression, Names
from kgen.expand.operations import text
from kgen.expand.place import at
from kgen.expand.program import is_insertion
from kgen.expand.slots import Hole
from kgen.expand.values import own
from kgen.expand.words import nearest, shown
from kgen.load import Document
from kgen.problems import Path, Problem, Problems


def blame(holes: Iterable[Hole], names: Names, frame: Frame, error: Exception) -> list[Problem]:
    """All problems of these expressions in this frame; raises the error itself if it cannot be had again.

    Each expression is evaluated alone. Those that insert partials come last, and only if nothing else is to blame: a partial
    has told its own problems already, and asking each level again would double the work with every level.
    """
    told = list(error.problems) if isinstance(error, Problems) else []
    pairs = [(hole, expression) for hole in holes for expression in hole.expressions]
    found = told + [p for hole, e in pairs if not e.partial and (p := _failure(hole, e, names, frame))]
    found = found or [p for hole, e in pairs if e.partial and (p := _failure(hole, e, names, frame))]
    if not found:
        raise error
    return found


def _failure(hole: Hole, expression: Expression, names: Names, frame: Frame) -> Problem | None:
    try:
        (value,) = names.program([expression.node])(frame)
        own(value, frame.meter)
        if not hole.whole:
            text(value)
    except TooLargeError:
        raise
    except Exception as error:
        return explain(hole.document, hole.path, expression, names, frame, error)
    return None


def explain(document: Document, path: Path, expression: Expression, names: Names, frame: Frame, error: Exception) -> Problem:
    """The problem of an expression that failed with this error."""
    if isinstance(error, MissingValueError):
        return _undefined(document, path, expression, names, frame, error.missing)
    message = f"'{shown(expression.text)}' cannot be used here: {shown(_reason(expression, error), 300)}"
    return at(document.problem(path, message, "expression"), expression.text)


def _reason(expression: Expression, error: Exception) -> str:
    if isinstance(error, TypeError) and not expression.calls:
        return "its values cannot be compared or combined"
    return str(error) if isinstance(error, ValueError | TypeError) else f"{type(error).__name__}: {error}"


def _undefined(document: Document, path: Path, expression: Expression, names: Names, frame: Frame, missing: Missing) -> Problem:
    node = _culprit(expression.node, names, frame, missing)
    name = chain(node) if node else str(missing._undefined_name)
    of = missing._undefined_obj
    hint = ""
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        before = chain(node.node)
        hint = (
            f"'{shown(before)}' is null here; test it first" if of is None else nearest(str(missing._undefined_name), _keys(of))
        )
    problem = document.problem(path, f"'{shown(name)}' is undefined", "expression", hint=hint)
    return at(problem, expression.text, name)


def _keys(value: Any) -> Iterator[str]:
    declared = value if isinstance(value, dict) else getattr(type(value), "__pydantic_fields__", {})
    return (str(key) for key in declared)


def _culprit(tree: nodes.Expr, names: Names, frame: Frame, missing: Missing) -> nodes.Expr | None:
    """The part of an expression that is undefined: of several with the same last name, the one that was reached."""
    last = missing._undefined_name
    same = [node for node in (tree, *tree.find_all(nodes.Expr)) if _may_end(node, last)]
    if len(same) < 2:
        return same[0] if same else None
    return next((node for node in same if _reached(node, names, frame, missing)), same[0])


def _may_end(node: nodes.Expr, last: Any) -> bool:
    """Whether this asks for a field, item or value of that name."""
    if isinstance(node, nodes.Getattr):
        return bool(node.attr == last)
    if isinstance(node, nodes.Getitem):
        return not isinstance(node.arg, nodes.Const) or bool(node.arg.value == last)
    return isinstance(node, nodes.Name) and node.name == last


def _reached(node: nodes.Expr, names: Names, frame: Frame, missing: Missing) -> bool:
    if isinstance(node, nodes.Name):
        return node.name not in frame
    assert isinstance(node, nodes.Getattr | nodes.Getitem)
    try:
        (before,) = names.program([node.node])(frame)
    except Exception:
        return False
    return before is missing._undefined_obj


def chain(node: nodes.Node) -> str:
    """A chain of attributes and items as people write it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{chain(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{chain(node.node)}[{repr(node.arg.value) if isinstance(node.arg, nodes.Const) else '…'}]"
    if isinstance(node, nodes.Call):
        return chain(node.node) if is_insertion(node) else f"{chain(node.node)}(…)"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return "(…)"
