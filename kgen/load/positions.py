"""Where each value of a text stands; read again, with places instead of values, when a problem is to be shown."""

from __future__ import annotations

from typing import Any

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from kgen.load import events
from kgen.load.events import Event, roots
from kgen.load.source import Source, Span
from kgen.problems import Path

Children = dict[str, "Place"] | list["Place"] | None


class Place:
    """Where one value stands, its key if it has one, and the places inside it.

    It holds the events of both: of a thousand places few are asked for.
    """

    __slots__ = ("_event", "_key", "_source", "children", "text")

    def __init__(self, source: Source, event: Event, key: Event | None, children: Children, text: str | None) -> None:
        self._source = source
        self._event = event
        self._key = key
        self.children = children
        self.text = text

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self._source.span(self._event.start_mark, self._event.end_mark)

    @property
    def key(self) -> Span | None:
        """Where the key of the value stands."""
        return self._source.span(self._key.start_mark, self._key.end_mark) if self._key is not None else None

    @property
    def empty(self) -> bool:
        """Whether nothing is written for the value."""
        start, end = self._event.start_mark, self._event.end_mark
        return self.children is None and self._event.__class__ is ScalarEvent and bool(start.index == end.index)

    def find(self, path: Path) -> tuple[Place, int]:
        """The place under the longest written prefix of the path, and the length of that prefix."""
        place = self
        for length, step in enumerate(path):
            child = place._child(step)
            if child is None:
                return place, length
            place = child
        return place, len(path)

    def caret(self, *, key: bool) -> Span:
        """What to underline: the key if asked for or if the value is a map, a list or nothing, else the scalar."""
        if self._key is not None and (key or self.empty or self.children is not None):
            return self._source.span(self._key.start_mark, self._key.end_mark)
        return self.span if self.children is None else self.span._replace(width=1)

    def _child(self, step: str | int) -> Place | None:
        children = self.children
        if isinstance(children, dict):
            return children.get(str(step))
        if children is None:
            return None
        if isinstance(step, int):
            return children[step] if 0 <= step < len(children) else None
        return next((child for child in children if step in (child.text, child._name())), None)

    def _name(self) -> str | None:
        named = self.children.get("name") if isinstance(self.children, dict) else None
        return named.text if named else None


class Positions:
    """The places of all documents of a text that `parse` accepted, found when first asked for."""

    __slots__ = ("_places", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._places: list[Place] | None = None

    def root(self, index: int) -> Place:
        """The place of the document with this number."""
        if self._places is None:
            get = events.Parser(self.source.text).get_event
            self._places = [_Reader(self.source, get).place(first) for first in roots(get)]
        return self._places[index]


class _Reader:
    """Builds the places of one document whose text was read before, so nothing in it is too deep or unknown."""

    __slots__ = ("_anchors", "_get", "_source")

    def __init__(self, source: Source, get: Any) -> None:
        self._source = source
        self._get = get
        self._anchors: dict[str, Place] = {}

    def place(self, event: Event, key: Event | None = None) -> Place:
        kind = event.__class__
        if kind is AliasEvent:
            target = self._anchors[event.anchor]
            return Place(self._source, event, key, target.children, target.text)
        if kind is ScalarEvent:
            place = Place(self._source, event, key, None, event.value)
        else:
            children = self._map() if kind is MappingStartEvent else self._list()
            place = Place(self._source, event, key, children, None)
        if event.anchor is not None:
            self._anchors[event.anchor] = place
        return place

    def _map(self) -> dict[str, Place]:
        places = {}
        while (event := self._get()).__class__ is not MappingEndEvent:
            if event.anchor is not None:
                self.place(event)
            places[event.value] = self.place(self._get(), event)
        return places

    def _list(self) -> list[Place]:
        places = []
        while (event := self._get()).__class__ is not SequenceEndEvent:
            places.append(self.place(event))
        return places
