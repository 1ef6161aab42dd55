"""The language of expressions: a subset of Jinja2, checked on the syntax tree before anything is compiled.

Names, attributes, items, constants, lists and maps, comparisons, `and` `or` `not`, if-else (without else: null), `~` `+` `-`,
the filters `default` and `length`, `is defined` and `is none`, and calls of fragments by name. A partial's name stands for a
call that builds it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from kgen.expand.environment import ExpressionError, Insertion
from kgen.expand.program import FILTERS, TESTS, Program, Programs
from kgen.expand.scalars import MOST_EXPRESSION
from kgen.expand.words import nearest, shown

_SYNTAX = Environment()  # noqa: S701 - it only reads
"""What Jinja2 reads expressions by; it runs none."""

_DEEPEST = 30
"""Levels of a syntax tree."""

_LITERALS = (nodes.Const, nodes.List, nodes.Dict, nodes.Pair, nodes.Tuple)
_OPERATORS = (nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Neg, nodes.Pos, nodes.Concat)
_ALLOWED = (*_LITERALS, *_OPERATORS, nodes.Compare, nodes.Operand, nodes.Getitem, nodes.Keyword)

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Mul: "'*' is not allowed",
    nodes.Div: "'/' is not allowed",
    nodes.FloorDiv: "'//' is not allowed",
    nodes.Mod: "'%' is not allowed",
    nodes.Pow: "'**' is not allowed",
    nodes.Slice: "slices '[a:b]' are not allowed",
}

_FRAGMENT_HINT = "what needs more than names, comparisons, if-else, '~', '+' and '-' is a fragment"


class Names(NamedTuple):
    """What the expressions of a template may name: values, fragments (to call) and partials (to insert)."""

    values: frozenset[str]
    fragments: Mapping[str, Callable[..., Any]]
    partials: Mapping[str, Insertion]
    programs: Programs
    """Shared by all templates of a blueprint."""

    def program(self, trees: Iterable[nodes.Expr]) -> Program:
        """A function that gives the values of all trees in a frame."""
        return self.programs.compiled(trees, lambda name: self.partials.get(name) or self.fragments[name])


class Expression(NamedTuple):
    """An expression that may be compiled: its text, its syntax tree, the values it reads, what it calls."""

    text: str
    node: nodes.Expr
    reads: frozenset[str]
    calls: frozenset[str]
    inserts: str | None
    """The partial that is all of this expression."""
    partial: bool
    """Whether a partial occurs in it."""
    steps: int
    """Comparisons and calls in it: what can take long where data is large."""


class RefusedError(ExpressionError):
    """Something the language does not have; `part` is the piece of the expression to point at."""

    def __init__(self, message: str, part: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.part, self.hint = part, hint


def parse(text: str, names: Names) -> Expression:
    """Parses and checks one expression. Raises ExpressionError."""
    expression = _parsed(text, frozenset(names.partials))
    for name in sorted(expression.reads - names.values):
        raise _unknown_value(name, names)
    for name in sorted(expression.calls - names.partials.keys()):
        if name in names.values or name not in names.fragments:
            raise _unknown_fragment(name, names)
    return expression


def _unknown_value(name: str, names: Names) -> RefusedError:
    if name in names.fragments:
        return RefusedError(f"'{name}' is a fragment", name, f"call it: {name}(…)")
    return RefusedError(f"'{shown(name)}' is undefined", name, nearest(name, names.values | names.partials.keys()))


def _unknown_fragment(name: str, names: Names) -> RefusedError:
    if name in names.values:
        return RefusedError(f"'{name}' is a value and cannot be called", name, "only fragments can be called")
    return RefusedError(f"there is no fragment '{shown(name)}'", name, nearest(name, names.fragments))


@lru_cache(maxsize=4096)
def _parsed(text: str, partials: frozenset[str]) -> Expression:
    """The same few expressions occur in many templates, and parsing costs more than compiling."""
    if len(text) > MOST_EXPRESSION:
        raise ExpressionError(f"an expression has at most {MOST_EXPRESSION:,} characters; put this into a fragment")
    tree = _tree(text)
    check = _Check(partials)
    node = check.expression(tree, 0)
    inserts = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else None
    reads, calls = frozenset(check.reads), frozenset(check.calls)
    return Expression(
        text.strip(), node, reads, calls, inserts if inserts in partials else None, bool(calls & partials), check.steps
    )


def _tree(text: str) -> nodes.Expr:
    """The syntax tree of an expression. Raises ExpressionError for what Jinja2 itself refuses."""
    if not text.strip():
        raise ExpressionError("'{{ }}' holds no expression")
    quoted = f"'{shown(text.strip())}'"
    try:
        parser = Parser(_SYNTAX, text, state="variable")
        tree = parser.parse_expression()
    except RecursionError:
        raise ExpressionError(f"{quoted} is too deeply nested") from None
    except (TemplateSyntaxError, ValueError, OverflowError) as error:
        why = error.message if isinstance(error, TemplateSyntaxError) else error
        raise ExpressionError(f"{quoted} is not an expression: {shown(str(why), 200)}") from None
    if not parser.stream.eos:
        raise ExpressionError(f"{quoted} goes on after its end, at '{shown(str(parser.stream.current.value))}'")
    return tree


class _Check:
    """Walks a syntax tree, refuses what the language does not have, and gives the tree to compile."""

    def __init__(self, partials: frozenset[str]) -> None:
        self.partials = partials
        self.reads: set[str] = set()
        self.calls: set[str] = set()
        self.steps = 0

    def expression(self, node: nodes.Node, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ExpressionError(f"an expression nests at most {_DEEPEST} levels; put this into a fragment")
        self.steps += isinstance(node, nodes.Operand | nodes.Call)
        if isinstance(node, nodes.Name):
            return self._name(node)
        if isinstance(node, nodes.Call):
            return self._call(node, depth)
        if isinstance(node, nodes.Getattr):
            self._attribute(node)
        elif isinstance(node, nodes.CondExpr):
            node.expr2 = node.expr2 or nodes.Const(None)
        elif isinstance(node, nodes.Filter | nodes.Test):
            self._filter(node)
        elif isinstance(node, nodes.Const):
            _constant(node)
        elif not isinstance(node, _ALLOWED):
            raise RefusedError(_REFUSED.get(type(node), "this is not allowed") + " in an expression", hint=_FRAGMENT_HINT)
        self._children(node, depth)
        return node

    def _children(self, node: nodes.Node, depth: int) -> None:
        for name, value in node.iter_fields():
            if isinstance(value, list):
                setattr(node, name, [self.expression(v, depth + 1) if isinstance(v, nodes.Node) else v for v in value])
            elif isinstance(value, nodes.Node):
                setattr(node, name, self.expression(value, depth + 1))

    def _name(self, node: nodes.Name) -> nodes.Expr:
        if node.name in self.partials:
            self.calls.add(node.name)
            return nodes.Call(node, [], [], None, None)
        self.reads.add(node.name)
        return node

    def _call(self, node: nodes.Call, depth: int) -> nodes.Call:
        callee = node.node
        if isinstance(callee, nodes.Getattr):
            raise RefusedError(
                f"'{shown(callee.attr)}' would be a method, and methods cannot be called", callee.attr, _FRAGMENT_HINT
            )
        if not isinstance(callee, nodes.Name):
            raise RefusedError("only fragments can be called, by their name", hint=_FRAGMENT_HINT)
        if callee.name in self.partials:
            raise RefusedError(
                f"'{callee.name}' is a partial and takes no brackets", callee.name, f"write {{{{ {callee.name} }}}}"
            )
        if node.dyn_args or node.dyn_kwargs:
            raise RefusedError("'*' and '**' are not allowed in a call", callee.name, "name each argument")
        keys = [keyword.key for keyword in node.kwargs]
        for key in keys:
            if not key.isascii() or keys.count(key) > 1:
                raise RefusedError(f"the argument '{shown(key)}' is given twice, or has letters beyond ASCII", callee.name)
        self.calls.add(callee.name)
        node.args = [self.expression(argument, depth + 1) for argument in node.args]
        for keyword in node.kwargs:
            keyword.value = self.expression(keyword.value, depth + 1)
        return node

    def _attribute(self, node: nodes.Getattr) -> None:
        if node.attr.startswith("_"):
            raise RefusedError(f"'{shown(node.attr)}' is no field", node.attr, "expressions see declared fields and keys only")

    def _filter(self, node: nodes.Filter | nodes.Test) -> None:
        known, word = (FILTERS, "filter") if isinstance(node, nodes.Filter) else (TESTS, "test")
        if node.name not in known:
            raise RefusedError(f"there is no {word} '{shown(node.name)}'", node.name, f"the {word}s are {', '.join(known)}")
        if node.dyn_args or node.dyn_kwargs:
            raise RefusedError("'*' and '**' are not allowed in a call", node.name)


def _constant(node: nodes.Const) -> None:
    if isinstance(node.value, float) and not math.isfinite(node.value):
        raise ExpressionError("a number here is too large")
