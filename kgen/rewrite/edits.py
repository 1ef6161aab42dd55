"""Changes to a text, made from its end to its beginning so that no position moves."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """Put `text` in place of the characters from `start` to `end`; nothing is replaced where both are the same."""

    start: int
    end: int
    text: str


def applied(text: str, edits: list[Edit]) -> str:
    """The text with all edits; what goes to one place stands there in the order of the list."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def lines_at(text: str, at: int, lines: list[str]) -> Edit:
    """Puts lines before the line that begins at `at`, or behind the last one, which may lack its end."""
    if at == len(text) and text and not text.endswith("\n"):
        return Edit(at, at, "".join(f"\n{line}" for line in lines))
    return Edit(at, at, "".join(f"{line}\n" for line in lines))


def next_line(text: str, at: int) -> int:
    """Where the line after the one around `at` begins; the end of the text if there is none."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def line_behind(text: str, end: int) -> int:
    """Where the line after a value begins that ends at `end`, which for a kept block scalar is such a beginning already."""
    return end if end and text[end - 1] == "\n" else next_line(text, end)
