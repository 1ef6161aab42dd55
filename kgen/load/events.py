"""YAML events, from libyaml where PyYAML was built with it: they can be counted while they come, so no input gets out of hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml.events import ScalarEvent, StreamEndEvent

Event = Any
Get = Callable[[], Event]
"""Gives the next event, or raises `yaml.MarkedYAMLError`. Events are typed loosely, as in PyYAML's stubs."""

_PROLOGUE = re.compile(r"(?:\A|^\.\.\.[^\n]*+\n)(?:[ \t]*+(?:[#%][^\n]*+)?+\n)*+(?=---)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


_SURROGATE = "found invalid Unicode character escape code"


class PurePython(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The same events from Python alone, ten times slower."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def get_event(self) -> Event:
        """The next event. Like libyaml, and unlike PyYAML, refuses escapes of lone surrogates, which no UTF-8 text can hold."""
        event = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, ScalarEvent) and any("\ud800" <= char <= "\udfff" for char in event.value):
            raise yaml.scanner.ScannerError(None, None, _SURROGATE, event.start_mark)  # type: ignore[arg-type]
        return event


Parser: Any = vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else PurePython
"""Takes a text and has `get_event`."""


def roots(get: Get) -> Iterator[Event]:
    """The first event of each document that is not empty; who asks for the next has taken all others of this one."""
    get()
    while get().__class__ is not StreamEndEvent:
        first = get()
        if not _is_empty(first):
            yield first
        get()


def without_directives(text: str) -> str:
    """The text with its `%` directives made comments of equal length.

    None of them changes what kgen reads: YAML 1.1 and 1.2 are read the same way, and all tags but `!!str` are refused.
    """
    if text[:1] != "%" and "\n%" not in text:
        return text
    return _PROLOGUE.sub(lambda match: _DIRECTIVE.sub("#", match[0]), text)


def _is_empty(event: Event) -> bool:
    return event.__class__ is ScalarEvent and not (event.value or event.style or event.tag or event.anchor)
