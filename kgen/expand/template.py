"""A template: one YAML document whose scalars may hold expressions. It becomes no manifest, one, or (with `$for`) many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from kgen.expand import directives
from kgen.expand.body import Body
from kgen.expand.environment import MOST_WORK, ExpressionError, Frame, Meter, TooLargeError
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

    def frame(self, values: Mapping[str, Any]) -> Frame:
        """A frame for this template and all others of its blueprint."""
        return Frame(values, self.directives.names.programs.known, Meter(), [])

    def when(self, values: dict[str, Any]) -> bool:
        """Whether `$when` holds. True where it asks about the items of `$for`. Raises Problems."""
        return self._holds(self.frame(values))

    def expand(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """The manifests, owned by the caller. Raises Problems for all expressions that fail or are undefined."""
        return self.build(self.frame(values))

    def build(self, frame: Frame) -> list[dict[str, Any]]:
        """As `expand`, in a frame that templates of a blueprint share."""
        return self._each(frame, lambda inner: self.body.build(inner))

    def trace(self, values: dict[str, Any]) -> list[Any]:
        """The manifests with a `Slot` instead of every scalar; a slot stands for all that its expression gave."""
        return self._each(self.frame(values), lambda inner: trace(self.body, inner))

    def insert(self, frame: Frame, name: str) -> Any:
        """What this template is as a partial, where it is inserted: None if `$when` does not hold, a list with `$for`.

        Raises Problems, and ExpressionError for partials in a circle.
        """
        return self._inserted(frame, name, lambda inner: self.body.build(inner))

    def insert_trace(self, frame: Frame, name: str) -> Any:
        """As `insert`, with slots instead of scalars."""
        return self._inserted(frame, name, lambda inner: trace(self.body, inner))

    def _inserted(self, frame: Frame, name: str, build: Callable[[Frame], Any]) -> Any:
        chain = frame.chain
        if name in chain:
            raise ExpressionError(f"partials insert each other in a circle: {' → '.join([*chain, name])}")
        if len(chain) == _DEEPEST:
            raise ExpressionError(f"partials are inserted at most {_DEEPEST} levels deep")
        if not self._holds(frame):
            return None
        frames = self._frames(frame)
        chain.append(name)
        try:
            built = [build(inner) for inner in frames]
        finally:
            chain.pop()
        return [item for item in built if item is not None] or None if self.directives.loop else built[0]

    def _each(self, frame: Frame, build: Callable[[Frame], Any]) -> list[Any]:
        frame.meter = Meter()
        try:
            if not self._holds(frame):
                return []
            built = [build(inner) for inner in self._frames(frame)]
            return [manifest for manifest in built if manifest is not None]
        except TooLargeError:
            raise Problems([self._too_large()]) from None

    def _holds(self, frame: Frame) -> bool:
        condition = self.directives.condition
        return condition is None or self.directives.condition_of_items or condition.holds(frame)

    def _frames(self, frame: Frame) -> list[Frame]:
        """The frames of each manifest: with `$for` one per item, else the one there is."""
        loop, condition = self.directives.loop, self.directives.condition
        if loop is None:
            return [frame]
        each = [frame.of_item(loop.name, item) for item in loop.items(frame)]
        if condition is None or not self.directives.condition_of_items:
            return each
        return [inner for inner in each if condition.holds(inner)]

    def _too_large(self) -> Problem:
        message = f"this template builds more than a manifest can hold (over {MOST_WORK:,} characters)"
        return self.document.problem((), message, "too-large")


def compile_template(document: Document, names: Names) -> Template:
    """A template whose expressions may use these names.

    Raises Problems for its directives, and for a document that is no manifest. Its body is compiled when it is first needed.
    """
    data = document.data
    if not isinstance(data, dict) or "apiVersion" not in data or "kind" not in data:
        hint = "a file that other templates insert is a partial: begin its name with '_'"
        raise Problems([document.problem((), "a template is a map with 'apiVersion' and 'kind'", "no-manifest", hint=hint)])
    return Template(document, names)
