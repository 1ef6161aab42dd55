"""A text with its name: its lines, and the excerpts that problems show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from kgen.problems import Problem, visible

_WINDOW = 120
"""Characters of a line that an excerpt shows at most: what fits a terminal and a review comment."""

_BEFORE = 60
"""Characters shown before the caret when the start of a line is left out."""

_QUOTED = 60
"""Characters of a user's text that a message quotes at most."""


class Span(NamedTuple):
    """Where a text stands: line and column count characters from 1; `width` is its length on that line, at least 1."""

    line: int
    column: int
    width: int = 1


class Mark(Protocol):
    """The part of PyYAML's marks that is read here; all count characters from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Windowed(Problem):
    """A problem far into a long line: `text` leaves out the line's first `skipped` characters, `column` counts them."""

    skipped: int = 0

    def __str__(self) -> str:
        shown = self.column - self.skipped
        near = Problem(self.file, self.line, shown, "", self.code, self.hint, self.text, self.width)
        excerpt = str(near).split("\n")[1:]
        return "\n".join([f"{self.file}:{self.line}:{self.column}: {self.message} [{self.code}]", *excerpt])


class Source:
    """A text with LF line ends, under the name people know it by."""

    __slots__ = ("_lines", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """The line with this number, counted from 1, without its end; empty beyond the last one."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def span(self, start: Mark, end: Mark) -> Span:
        """From one mark to another, or to the end of the first line."""
        last = end.column if end.line == start.line else len(self.line(start.line + 1).rstrip())
        return Span(start.line + 1, start.column + 1, max(1, last - start.column))

    def problem(self, span: Span | None, message: str, code: str, hint: str = "") -> Problem:
        """A problem with the line it stands in, shortened to a window around the caret; without a span, of the whole file."""
        name = visible(self.name)
        if span is None:
            return Problem(name, 0, 0, message, code, hint)
        line, column, width = span
        text, skipped, width = _window(self.line(line), column, width)
        if skipped:
            return Windowed(name, line, column, message, code, hint, text, width, skipped)
        return Problem(name, line, column, message, code, hint, text, width)


def printable(text: str) -> str:
    """The text with a visible character in place of each that is none, so that columns stay: tabs become arrows."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "→" if char == "\t" else "�" for char in text)


def quoted(text: str) -> str:
    """A user's text in single quotes, escaped and of limited length, as messages show it."""
    short = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 3]}..."
    return f"'{visible(short)}'"


def _window(text: str, column: int, width: int) -> tuple[str, int, int]:
    """At most `_WINDOW` characters around the column, how many were left out before them, and the width inside."""
    if len(text) <= _WINDOW:
        return printable(text), 0, width
    start = max(0, min(column - 1 - _BEFORE, len(text) - _WINDOW))
    end = start + _WINDOW
    shown = printable(text[start:end])
    if start:
        shown = f"…{shown[1:]}"
    if end < len(text):
        shown, end = f"{shown[:-1]}…", end - 1
    return shown, start, max(1, min(width, end - column + 1))
