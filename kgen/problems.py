"""What a person wrote wrong, where it stands, and what would be right.

A problem is a value. Stages collect problems and raise one `Problems` at the end, so that a person sees all of them in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

Path = tuple[str | int, ...]
"""The way to a value in a document: keys of maps and indexes of lists, from the root."""


_LONGEST_WORD = 64
"""Characters of a word that may be a misspelling; comparing longer ones would take time and help nobody."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, in the form `file:line:column: message [code]`.

    `line` and `column` count from 1; a line of 0 means that no place in a file is to blame (a command line option, say).
    `text` is the line as written, `width` the number of characters the caret underlines, `hint` what would be right
    (several lines are allowed). `code` is a stable kebab-case word that is never reused.
    """

    file: str
    line: int
    column: int
    message: str
    code: str
    hint: str = ""
    text: str = ""
    width: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        head = visible(f"{place}: {self.message} [{self.code}]")
        return "\n".join([head, *self._excerpt()])

    def _excerpt(self) -> list[str]:
        hints = [visible(hint) for hint in self.hint.split("\n")] if self.hint else []
        if not self.line or not self.text:
            return [f"    | {hint}" for hint in hints]
        gutter = max(3, len(str(self.line)) + 1)
        caret = " " * (self.column - 1) + "^" * max(1, self.width)
        first = f"{caret} {hints[0]}" if hints else caret
        rest = [" " * (len(caret) + 1) + hint for hint in hints[1:]]
        numbered = f"{self.line:>{gutter}} | {self.text}"
        return [numbered, *(f"{'':>{gutter}} | {line}".rstrip() for line in [first, *rest])]


def visible(text: str) -> str:
    """The text on one line, with control, bidirectional and other invisible characters as escapes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def closest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that is most like a word nobody knows, for hints; empty if none is near. Case counts least."""
    from difflib import get_close_matches

    if len(word) > _LONGEST_WORD:
        return ""
    names = sorted(set(words))
    lower = {name.lower(): name for name in names}
    near = get_close_matches(word, names, 1) or [lower[one] for one in get_close_matches(word.lower(), lower, 1)]
    return near[0] if near else ""


def refusal(error: OSError) -> str:
    """Why the file system refused something, as the end of a sentence: `permission denied`."""
    reason = error.strerror or str(error)
    return visible(f"{reason[:1].lower()}{reason[1:]}")


class Problems(Exception):  # noqa: N818 - the word of the domain; users catch `kgen.Problems`
    """All problems of one run, each once, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = tuple(sorted(unique, key=lambda p: (p.file, p.line, p.column, p.code, p.message)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Origin(Protocol):
    """Where a layer of values was written: a YAML document, a Python spec, a command line option."""

    @property
    def name(self) -> str:
        """The file as people know it: relative to the project, `-` for standard input."""

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        """A problem at the value under `path` (with `key`: at its key), or at its nearest ancestor that was written."""

    def has(self, path: Path) -> bool:
        """Whether a value was written at exactly this path."""
