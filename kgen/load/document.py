"""One YAML document: plain data, and where each value of it stands."""

from __future__ import annotations

from typing import Any

from kgen.load.positions import Positions
from kgen.load.source import Span
from kgen.problems import Path, Problem


class Document:
    """An origin of values (`kgen.problems.Origin`).

    `data` holds dicts with text keys, lists, str, int, float, bool and None; who is given the document may change it. `index` is
    the document's number among those of its file that are not empty, from 0. Positions are found in the text, not in `data`, and
    only when first asked for.
    """

    __slots__ = ("_positions", "data", "index", "name")

    def __init__(self, positions: Positions, data: Any, index: int) -> None:
        self.name = positions.source.name
        self.data = data
        self.index = index
        self._positions = positions

    @property
    def text(self) -> str:
        """The text of the whole file."""
        return self._positions.source.text

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        """A problem at the value under `path` (with `key`: at its key), or at its nearest ancestor that was written."""
        return self._positions.source.problem(self.span(path, key=key), message, code, hint)

    def within(self, path: Path, at: int, width: int, message: str, code: str, *, hint: str = "") -> Problem:
        """A problem inside the text under `path`, `at` so many characters from its start.

        Where the file writes the text in another way (escapes, folded lines), the problem stands at the text as a whole.
        """
        place = self._positions.root(self.index).find(path)[0]
        before = (place.text or "")[:at].rpartition("\n")
        row = before[0].count("\n") + bool(before[1])
        line = (place.text or "").split("\n")[row]
        source = self._positions.source
        for number in (place.span.line, place.span.line + row + 1):
            start = source.line(number).find(line.strip(), place.span.column - 1 if number == place.span.line else 0)
            if line.strip() and start >= 0 and (number != place.span.line or row == 0):
                column = start + len(before[2]) - (len(line) - len(line.lstrip())) + 1
                return source.problem(Span(number, column, max(1, width)), message, code, hint)
        return source.problem(place.caret(key=False), message, code, hint)

    def has(self, path: Path) -> bool:
        """Whether a value was written at exactly this path."""
        return self._positions.root(self.index).find(path)[1] == len(path)

    def span(self, path: Path, key: bool = False) -> Span:
        """Where the value under `path` stands, or its key, or its nearest written ancestor.

        A text in the path finds in a list the scalar of that text, or the map whose `name` it is. A map or a list is shown by its
        key, and so is a value left empty.
        """
        return self._positions.root(self.index).find(path)[0].caret(key=key)
