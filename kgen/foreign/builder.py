"""Events to the plain data that the API server would see: what is refused in specs is taken where kubectl takes it."""

from __future__ import annotations

from typing import Any, ClassVar

from yaml.events import ScalarEvent

from kgen.foreign import scalars
from kgen.load.build import Builder
from kgen.load.events import Event

VALUES = 2_000_000
"""Scalars, maps and lists of a file, counted with what aliases stand for; the rendered charts of a whole cluster have fewer."""


class ForeignBuilder(Builder):
    """Knows YAML's tags and merge keys, and says nothing of tags that mean nothing to kubectl either."""

    __slots__ = ()

    plain = staticmethod(scalars.plain)
    is_odd = staticmethod(scalars.is_odd)
    most: ClassVar[int] = VALUES

    def _value(self, event: Event, depth: int) -> Any:
        try:
            return super()._value(event, depth)
        except ValueError as wrong:
            self._report(event, str(wrong), "scalar", "quote it if it is text")
            return None

    def _tagged(self, event: Event) -> Any:
        return scalars.tagged(event.tag, event.value)

    def _check_tag(self, event: Event) -> None:
        """Tags of lists and maps change nothing."""

    def _odd_key(self, event: Event, depth: int, values: dict[str, Any]) -> str | None:
        if event.__class__ is not ScalarEvent:
            self._complex_key(event, depth)
            return None
        if event.value == "<<" and not event.style:
            self._merge(event, depth, values)
            return None
        written = super()._odd_key(event, depth, values)
        if written is None or event.style or event.tag == f"{scalars.YAML}str":
            return written
        try:
            return scalars.key(written)
        except ValueError as wrong:
            self._report(event, str(wrong), "scalar", "quote it if it is text")
            return written

    def _merge(self, event: Event, depth: int, values: dict[str, Any]) -> None:
        """Fills in another map, or several of which the first wins; as in kubectl, keys that stand above are replaced."""
        known = len(self.problems)
        found = self._value(self._get(), depth)
        maps = found if isinstance(found, list) else [found]
        if len(self.problems) == known and not all(isinstance(one, dict) for one in maps):
            self._report(event, "'<<' takes a map or a list of maps", "merge-key", "refer to one with an alias: '<<: *name'")
            return
        for one in reversed(maps):
            if isinstance(one, dict):
                values.update(one)
