"""Colour, where it helps and is wanted (https://no-color.org)."""

from __future__ import annotations

import os
from typing import NamedTuple, Protocol

CHOICE = "KGEN_COLOR"
"""The variable by which `--color` reaches the place where problems are shown."""


class Terminal(Protocol):
    def isatty(self) -> bool: ...


class Style(NamedTuple):
    """Wraps text in colours of a terminal, or leaves it as it is."""

    on: bool

    def __call__(self, text: str, *codes: int) -> str:
        if not self.on or not text:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def bold(self, text: str) -> str:
        return self(text, 1)

    def red(self, text: str) -> str:
        return self(text, 1, 31)

    def green(self, text: str) -> str:
        return self(text, 32)

    def yellow(self, text: str) -> str:
        return self(text, 33)

    def faint(self, text: str) -> str:
        return self(text, 2)


PLAIN = Style(False)


def style(stream: Terminal) -> Style:
    """The style for a stream, as `--color`, NO_COLOR and the terminal say."""
    choice = os.environ.get(CHOICE, "auto")
    if choice in ("always", "never"):
        return Style(choice == "always")
    return Style(stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb")
