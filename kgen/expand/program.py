"""From checked syntax trees to Python functions.

Each expression becomes a Python expression in which names are looked up in a `Frame`, and all that is done to values is a call
of `kgen.expand.operations`. Only text that `repr` made and names that are made here get into its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any

from jinja2 import nodes
from jinja2.filters import do_default
from jinja2.tests import test_defined, test_none, test_undefined

from kgen.expand import operations
from kgen.expand.environment import Compute, Frame

Program = Callable[[Frame], list[Any]]

FILTERS: dict[str, Callable[..., Any]] = {"default": do_default, "length": operations.length}
TESTS: dict[str, Callable[..., Any]] = {"defined": test_defined, "undefined": test_undefined, "none": test_none}

_COMPARISONS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}

_HIGHEST = 8
"""Levels of a tree up to which it may be a function of its own: each such function within another takes room on the stack."""


def is_insertion(node: nodes.Node) -> bool:
    """Whether this is a call that stands for a partial's name: it was made here, and has no line of a text."""
    return isinstance(node, nodes.Call) and node.lineno is None


class Programs:
    """The programs of one blueprint. What occurs in several is computed once in a frame; `known` says how, under numbers."""

    def __init__(self) -> None:
        self.known: dict[int, Compute] = {}
        self._numbers: dict[str, int] = {}
        self._called: dict[str, str] = {}
        self._globals = {name: getattr(operations, name) for name in ("attribute", "item", "call", "join", "sum_or_difference")}
        self._globals |= {f"filter_{name}": function for name, function in FILTERS.items()}
        self._globals |= {f"test_{name}": function for name, function in TESTS.items()}
        self._lock = Lock()

    def compiled(self, trees: Iterable[nodes.Expr], function: Callable[[str], Any]) -> Program:
        """A function that gives the values of all trees in a frame; `function` is the fragment or partial of a name.

        A partial that is all of a value is built anew each time, and so need not be copied.
        """
        with self._lock:
            writer = _Writer(self._numbers, lambda name: self._name(name, function))
            values = ", ".join([writer.write(tree, shared=not is_insertion(tree)) for tree in trees])
            shared = ", ".join(f"{number}: lambda f: {source}" for source, number in writer.added.items())
            made: dict[str, Any] = {}
            source = f"known = {{{shared}}}\ndef run(f): return [{values}]"
            exec(compile(source, "<expressions>", "exec"), self._globals, made)  # noqa: S102 - see the module's docstring
            self.known |= made["known"]
            self._numbers |= writer.added
        run: Program = made["run"]
        return run

    def _name(self, called: str, function: Callable[[str], Any]) -> str:
        """What a fragment or partial is called in the source."""
        name = self._called.setdefault(called, f"c{len(self._called)}")
        if name not in self._globals:
            self._globals[name] = function(called)
        return name


class _Writer:
    """Writes trees as source, and notes under numbers what is a function of its own."""

    def __init__(self, numbers: Mapping[str, int], name: Callable[[str], str]) -> None:
        self.numbers, self.name = numbers, name
        self.added: dict[str, int] = {}

    def write(self, node: nodes.Node, *, shared: bool = True) -> str:
        if isinstance(node, nodes.Name):
            return f"f[{node.name!r}]"
        if isinstance(node, nodes.Const):
            return f"({node.value!r})"
        source = (
            self._call(node)
            if isinstance(node, nodes.Call)
            else self._other(node, [self.write(child) for child in node.iter_child_nodes()])
        )
        if shared and isinstance(node, nodes.Getattr | nodes.Call) and _height(node) <= _HIGHEST:
            return f"f[{self._number(source)}]"
        return source

    def _number(self, source: str) -> int:
        number = self.numbers.get(source)
        return self.added.setdefault(source, len(self.numbers) + len(self.added)) if number is None else number

    def _call(self, node: nodes.Call) -> str:
        assert isinstance(node.node, nodes.Name)
        name = self.name(node.node.name)
        if is_insertion(node):
            return f"{name}.build(f)"
        return f"call({', '.join([name, *map(self.write, (*node.args, *node.kwargs))])})"

    def _other(self, node: nodes.Node, parts: list[str]) -> str:
        match node:
            case nodes.Getattr():
                return f"attribute({parts[0]}, {node.attr!r})"
            case nodes.Getitem():
                return f"item({parts[0]}, {parts[1]})"
            case nodes.Filter() | nodes.Test():
                return f"{type(node).__name__.lower()}_{node.name}({', '.join(parts)})"
            case nodes.Keyword():
                return f"**{{{node.key!r}: {parts[0]}}}"
            case nodes.Concat():
                return f"join(f, [{', '.join(parts)}])"
            case nodes.Add() | nodes.Sub():
                return f"sum_or_difference(f, {node.operator!r}, {', '.join(parts)})"
            case nodes.And() | nodes.Or():
                return f"({parts[0]} {node.operator} {parts[1]})"
            case nodes.Not() | nodes.Neg() | nodes.Pos():
                return f"({node.operator} {parts[0]})"
            case nodes.CondExpr():
                test, value, otherwise = parts
                return f"({value} if {test} else {otherwise})"
            case nodes.Compare():
                return f"({' '.join(parts)})"
            case nodes.Operand():
                return f"{_COMPARISONS[node.op]} {parts[0]}"
            case nodes.List():
                return f"[{', '.join(parts)}]"
            case nodes.Tuple():
                return f"({''.join(f'{part}, ' for part in parts)})"
            case nodes.Dict():
                return f"{{{', '.join(parts)}}}"
            case nodes.Pair():
                return f"{parts[0]}: {parts[1]}"
        raise AssertionError(node)


def _height(node: nodes.Node) -> int:
    return 1 + max(map(_height, node.iter_child_nodes()), default=0)
