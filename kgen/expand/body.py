"""The part of a template below its directives: compiled when it is first needed, then run for each service."""

from __future__ import annotations

from typing import Any

from kgen.expand.blame import blame
from kgen.expand.environment import Frame, TooLargeError
from kgen.expand.expressions import Names
from kgen.expand.shape import compile_shape
from kgen.expand.slots import Finder, Hole
from kgen.expand.values import PLAIN, own
from kgen.load import Document
from kgen.problems import Problems


class Body:
    """A compiled template body. Raises Problems if the template says what it cannot."""

    def __init__(self, document: Document, data: Any, names: Names) -> None:
        finder = Finder(document, names)
        finder.walk(data, ())
        if finder.problems:
            raise Problems(finder.problems)
        self.document, self.data, self.size = document, data, finder.size
        self.holes: tuple[Hole, ...] = tuple(finder.holes)
        self.names = names
        distinct = {hole.text: hole for hole in reversed(self.holes)}
        self.indexes = {text: index for index, text in enumerate(distinct)}
        self._inserted = frozenset(self.indexes[hole.text] for hole in self.holes if hole.whole and hole.whole.inserts)
        self._run = names.program([hole.tree for hole in distinct.values()])
        texts = frozenset(self.indexes[hole.text] for hole in self.holes if not hole.whole)
        self._build = compile_shape(data, {hole.path: self.indexes[hole.text] for hole in self.holes}, texts)

    def values(self, frame: Frame) -> list[Any]:
        """The values of the distinct expressions, owned by the caller. Raises Problems for all that fail."""
        frame.meter.build(self.size)
        try:
            values = self._run(frame)
            if not PLAIN.issuperset(map(type, values)):
                for index, value in enumerate(values):
                    if type(value) not in PLAIN and index not in self._inserted:
                        values[index] = own(value, frame.meter)
        except (TooLargeError, MemoryError):
            raise
        except Exception as error:
            raise Problems(blame(self.holes, self.names, frame, error)) from error
        return values

    def build(self, frame: Frame) -> Any:
        """The manifest, or None if everything in it was dropped."""
        return self._build(self.values(frame), frame.meter)
