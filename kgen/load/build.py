"""Events to plain data, and all problems of a text but those of its syntax.

Everything hostile ends here: depth and number of values are counted while events come, aliases before they are copied.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from kgen.load import scalars
from kgen.load.events import Event, Get
from kgen.load.source import Source, quoted
from kgen.load.syntax import unknown_tag, unquoted_expression
from kgen.problems import Problem

DEPTH = 64
"""Maps and lists inside each other, counted with what aliases stand for. Kubernetes objects need about 20."""

VALUES = 100_000
"""Scalars, maps and lists of a file, counted with what aliases stand for."""

PROBLEMS = 100
"""Problems reported of a file; nobody reads more in one go."""

_TEXT = "tag:yaml.org,2002:str"
_MERGE = "repeat the fields, or give all services the same ones under 'defaults' in kgen.yaml"


class Stop(Exception):  # noqa: N818 - no error of its own; the reason stands among the problems
    """Nothing after this point can be read."""


class Builder:
    """Builds one value per document and collects `problems`.

    `plain` says what a plain scalar means, `is_odd` which keys need a second look (`_odd_key`), `most` how many values there may
    be: what other readers of YAML take for manifests differs in these.
    """

    __slots__ = ("_anchors", "_count", "_get", "_source", "problems")

    plain = staticmethod(scalars.plain)
    is_odd = staticmethod(scalars.is_merge)
    most: ClassVar[int] = VALUES

    def __init__(self, source: Source, get: Get) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._get = get
        self._count = 0
        self._anchors: dict[str, tuple[Any, int] | None] = {}

    def document(self, first: Event) -> Any:
        """The value that begins with this event. Raises `Stop`, or what the reader of events raises."""
        self._anchors = {}
        value = self._value(first, 0)
        if self._count > self.most:
            self._stop_counting(first)
        return value

    def _value(self, event: Event, depth: int) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            self._count += 1
            value = event.value
            if event.tag is not None:
                value = self._tagged(event)
            elif not event.style:
                value = self.plain(value)
            if event.anchor is not None:
                self._anchors[event.anchor] = value, 1
            return value
        if kind is AliasEvent:
            return self._alias(event, depth)
        return self._collection(event, depth + 1)

    def _collection(self, start: Event, depth: int) -> dict[str, Any] | list[Any]:
        before = self._count
        self._count += 1
        if depth > DEPTH:
            self._stop(start, f"maps and lists are nested more than {DEPTH} deep", "too-deep")
        if start.tag is not None:
            self._check_tag(start)
        if start.anchor is not None:
            self._anchors[start.anchor] = None
        value = self._map(start, depth) if start.__class__ is MappingStartEvent else self._list(depth)
        if start.anchor is not None:
            self._anchors[start.anchor] = value, self._count - before
        return value

    def _map(self, start: Event, depth: int) -> dict[str, Any]:
        get, is_odd = self._get, self.is_odd
        values: dict[str, Any] = {}
        firsts: dict[str, Event] = {}
        if start.flow_style and self._source.text.startswith("{{", start.start_mark.index):
            self._add(unquoted_expression(self._source, start.start_mark))
            self._skip(start)
            return values
        while (event := get()).__class__ is not MappingEndEvent:
            simple = event.__class__ is ScalarEvent and event.tag is None and event.anchor is None and not is_odd(event.value)
            key = event.value if simple else self._odd_key(event, depth, values)
            if key is None:
                continue
            if key in firsts:
                self._duplicate(event, firsts[key])
            else:
                firsts[key] = event
            values[key] = self._value(get(), depth)
            if self._count > self.most:
                self._stop_counting(event)
        return values

    def _list(self, depth: int) -> list[Any]:
        get = self._get
        values: list[Any] = []
        while (event := get()).__class__ is not SequenceEndEvent:
            values.append(self._value(event, depth))
            if self._count > self.most:
                self._stop_counting(event)
        return values

    def _odd_key(self, event: Event, depth: int, values: dict[str, Any]) -> str | None:
        """A key that is no simple one, for the map of these values; None if it cannot be used: then its value has been taken."""
        if event.__class__ is not ScalarEvent:
            self._complex_key(event, depth)
            return None
        if event.value == "<<" and not event.style:
            self._report(event, "'<<' merges are not supported", "merge-key", _MERGE)
            self._value(self._get(), depth)
            return None
        self._value(event, depth)
        key: str = event.value
        return key

    def _complex_key(self, event: Event, depth: int) -> None:
        known = len(self.problems)
        self._value(event, depth)
        if len(self.problems) == known:
            self._report(event, "a key must be a text, not a list, a map or an alias", "complex-key", "write the key out")
        self._value(self._get(), depth)

    def _duplicate(self, event: Event, first: Event) -> None:
        hint = f"first written in line {first.start_mark.line + 1}"
        self._report(event, f"{quoted(event.value)} is written twice", "duplicate-key", hint)

    def _alias(self, event: Event, depth: int) -> Any:
        """An independent copy of what the anchor holds, so that a later stage may change either."""
        name = quoted(f"*{event.anchor}")
        if event.anchor not in self._anchors:
            self._report(event, f"{name} refers to no anchor", "unknown-alias", f'quote it if it is text: "*{event.anchor}"')
            return None
        anchored = self._anchors[event.anchor]
        if anchored is None:
            self._report(event, f"{name} stands inside the value that it refers to", "alias-loop", "write the value out")
            return None
        value, size = anchored
        self._count += size
        if self._count > self.most:
            self._stop(event, f"{name} brings the file to more than {self.most:,} values", "alias-limit")
        return self._copy(value, event, depth)

    def _copy(self, value: Any, event: Event, depth: int) -> Any:
        if not isinstance(value, dict | list):
            return value
        if depth >= DEPTH:
            self._stop(event, f"maps and lists are nested more than {DEPTH} deep", "too-deep")
        if isinstance(value, dict):
            return {key: self._copy(item, event, depth + 1) for key, item in value.items()}
        return [self._copy(item, event, depth + 1) for item in value]

    def _tagged(self, event: Event) -> Any:
        """The value of a scalar with a tag."""
        self._check_tag(event)
        return event.value

    def _check_tag(self, event: Event) -> None:
        if event.__class__ is ScalarEvent and event.tag == _TEXT:
            return
        self._add(unknown_tag(self._source, event.start_mark))

    def _skip(self, start: Event) -> None:
        """Takes the rest of a collection's events."""
        opened = 1
        while opened:
            kind = self._get().__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                opened += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened -= 1
            if opened > DEPTH:
                self._stop(start, f"maps and lists are nested more than {DEPTH} deep", "too-deep")

    def _stop_counting(self, event: Event) -> NoReturn:
        self._stop(event, f"the file holds more than {self.most:,} values", "too-many-values")

    def _report(self, event: Event, message: str, code: str, hint: str = "") -> None:
        span = self._source.span(event.start_mark, event.end_mark)
        self._add(self._source.problem(span, message, code, hint))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == PROBLEMS:
            rest = f"only the first {PROBLEMS} problems of this file are shown"
            self.problems.append(self._source.problem(None, rest, "too-many-problems"))
            raise Stop

    def _stop(self, event: Event, message: str, code: str) -> NoReturn:
        self._report(event, message, code)
        raise Stop
