"""A template: one YAML document whose scalars may hold expressions. It becomes no manifest, one, or (with `$for`) many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from kgen.expand import directives
from kgen.expand.body import Body
from kgen.expand.environment import MOST_WORK, ExpressionError, Insertion, Meter, Scope, TooLargeError
from kgen.expand.expressions import Names
from kgen.expand.slots import Hole
from kgen.expand.trace import trace
from kgen.load import Document
from kgen.problems import Problem, Problems

_DEEPEST = 16
"""Levels of partials in partials."""


class Template:
    """A template whose directives are read; its body is compiled when first expanded: an unused one costs little."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document = document
        self.directives = directives.read(document, names)

    @cached_property
    def body(self) -> Body:
        """The compiled body. Raises Problems for everything in the template that could not be compiled."""
        data = self.document.data
        if isinstance(data, dict):
            data = {key: value for key, value in data.items() if key not in directives.DIRECTIVES}
        return Body(self.document, data, self.directives.names)

    @property
    def slots(self) -> tuple[Hole, ...]:
        """Every scalar with an expression: its path in the template, its text, and its place in the file."""
        return self.body.holes

    def when(self, values: dict[str, Any]) -> bool:
        """Whether `$when` holds. True where it asks about the items of `$for`. Raises Problems."""
        return self._holds(values, Meter())

    def expand(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """The manifests, owned by the caller. Raises Problems for all expressions that fail or are undefined."""
        return self._each(values, lambda scope: self.body.build(scope))

    def trace(self, values: dict[str, Any]) -> list[Any]:
        """The manifests with a `Slot` instead of every scalar; a slot stands for all that its expression gave."""
        return self._each(values, lambda scope: trace(self.body, scope))

    def insert(self, scope: Scope, name: str) -> Any:
        """What this template is as a partial, where it is inserted: None if `$when` does not hold, a list with `$for`.

        Raises Problems, and ExpressionError for partials in a circle.
        """
        return self._inserted(scope, name, lambda inner: self.body.build(inner))

    def insert_trace(self, scope: Scope, name: str) -> Any:
        """As `insert`, with slots instead of scalars."""
        return self._inserted(scope, name, lambda inner: trace(self.body, inner))

    def _inserted(self, scope: Scope, name: str, build: Callable[[Scope], Any]) -> Any:
        if name in scope.chain:
            raise ExpressionError(f"partials insert each other in a circle: {' → '.join([*scope.chain, name])}")
        if len(scope.chain) == _DEEPEST:
            raise ExpressionError(f"partials are inserted at most {_DEEPEST} levels deep")
        if not self._holds(scope.values_given, scope.meter):
            return None
        chain = (*scope.chain, name)
        built = [build(Scope(v, self.body.functions, scope.meter, chain)) for v in self._items(scope.values_given, scope.meter)]
        return [item for item in built if item is not None] or None if self.directives.loop else built[0]

    def _each(self, values: Mapping[str, Any], build: Callable[[Scope], Any]) -> list[Any]:
        meter = Meter()
        try:
            if not self._holds(values, meter):
                return []
            built = [build(Scope(v, self.body.functions, meter, ())) for v in self._items(values, meter)]
            return [manifest for manifest in built if manifest is not None]
        except TooLargeError:
            raise Problems([self._too_large()]) from None

    def _holds(self, values: Mapping[str, Any], meter: Meter) -> bool:
        condition = self.directives.condition
        return condition is None or self.directives.condition_of_items or condition.holds(values, meter)

    def _items(self, values: Mapping[str, Any], meter: Meter) -> list[Mapping[str, Any]]:
        """The values for each manifest: with `$for` one per item, else the values as they are."""
        loop, condition = self.directives.loop, self.directives.condition
        if loop is None:
            return [values]
        each = [{**values, loop.name: item} for item in loop.items(values, meter)]
        if condition is None or not self.directives.condition_of_items:
            return list(each)
        return [v for v in each if condition.holds(v, meter)]

    def _too_large(self) -> Problem:
        message = f"this template builds more than a manifest can hold (over {MOST_WORK:,} characters)"
        return self.document.problem((), message, "too-large")


def compile_template(
    document: Document,
    names: frozenset[str],
    fragments: Mapping[str, Callable[..., Any]],
    partials: Mapping[str, Insertion] | None = None,
) -> Template:
    """A template whose expressions may use these names, call these fragments and insert these partials.

    Raises Problems for its directives, and for a document that is no manifest. Its body is compiled when it is first needed.
    """
    data = document.data
    if not isinstance(data, dict) or "apiVersion" not in data or "kind" not in data:
        hint = "a file that other templates insert is a partial: begin its name with '_'"
        raise Problems([document.problem((), "a template is a map with 'apiVersion' and 'kind'", "no-manifest", hint=hint)])
    return Template(document, Names(names, fragments, partials or {}))


def compile_partial(
    document: Document,
    names: frozenset[str],
    fragments: Mapping[str, Callable[..., Any]],
    partials: Mapping[str, Insertion],
) -> Template:
    """A template that is part of others: any document will do, and it sees the values of the template that inserts it.

    Raises Problems for its directives.
    """
    return Template(document, Names(names, fragments, partials))
