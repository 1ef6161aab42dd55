"""A YAML or JSON text as a tree that knows where each value begins and ends, so that text can be added beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from kgen.load import events
from kgen.load.events import Event, Get, roots

Kind = Literal["map", "list", "scalar", "alias"]


@dataclass(slots=True)
class Node:
    """One value of a text: `start` and `end` count characters from 0; `end` stands behind the last one that is content.

    `key` and `items` of a map go together by position; those of a list have no keys. `name` is the anchor that the value bears,
    or that an alias refers to. `text` is what a scalar says. A kept block scalar (`|+`) ends behind its blank lines.
    """

    kind: Kind
    start: int
    end: int
    column: int
    flow: bool = False
    name: str = ""
    text: str = ""
    style: str = ""
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def child(self, key: str) -> tuple[Node, Node] | None:
        """The last key of this text and its value; None where the map has none (it may come from a merge)."""
        pairs = zip(reversed(self.keys), reversed(self.items), strict=True)
        return next(((found, value) for found, value in pairs if found.text == key), None)


def trees(text: str) -> list[Node]:
    """The documents of a text with LF line ends that are not empty. Raises what the reader of events raises."""
    get = events.Parser(text).get_event
    return [_Reader(text, get).node(first) for first in roots(get)]


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text."""
    yield node
    for item in node.items:
        yield from walk(item)


class _Reader:
    def __init__(self, text: str, get: Get) -> None:
        self._text = text
        self._get = get

    def node(self, event: Event) -> Node:
        start, kind = event.start_mark, event.__class__
        name = event.anchor or ""
        if kind is AliasEvent:
            return Node("alias", start.index, event.end_mark.index, start.column, name=name)
        if kind is ScalarEvent:
            end = self._scalar_end(event)
            return Node("scalar", start.index, end, start.column, name=name, text=event.value, style=event.style or "")
        is_map = kind is MappingStartEvent
        made = Node("map" if is_map else "list", start.index, start.index, start.column, bool(event.flow_style), name)
        end_event = self._map(made) if is_map else self._list(made)
        if made.flow:
            made.end = end_event.end_mark.index
        elif made.items:
            made.end = made.items[-1].end
        return made

    def _map(self, made: Node) -> Event:
        while (event := self._get()).__class__ is not MappingEndEvent:
            made.keys.append(self.node(event))
            made.items.append(self.node(self._get()))
        if made.keys and not made.flow:
            made.column = made.keys[0].column
        return event

    def _list(self, made: Node) -> Event:
        while (event := self._get()).__class__ is not SequenceEndEvent:
            made.items.append(self.node(event))
        if made.items and not made.flow:
            dash = self._text.rfind("-", 0, made.items[0].start)
            made.column = dash - self._text.rfind("\n", 0, dash) - 1
        return event

    def _scalar_end(self, event: Event) -> int:
        end: int = event.end_mark.index
        if event.style not in ("|", ">"):
            return end
        head = self._text[event.start_mark.index : self._text.find("\n", event.start_mark.index)]
        return end if "+" in head.partition("#")[0] else len(self._text[:end].rstrip(" \t\n"))
