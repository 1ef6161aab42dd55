"""What is wrong with a patch, before its place in a file is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kgen.problems import Path, closest
from kgen.verify.errors import shown

Manifest = dict[str, object]


class Mistake(NamedTuple):
    """A problem of a patch; `at` is the way from the patch to the value (or, with `key`, the key) that is wrong."""

    at: Path
    message: str
    code: str
    hint: str = ""
    key: bool = False


class Refused(Exception):  # noqa: N818 - no error of the program: the reason is told as a problem
    """A patch cannot go on."""

    def __init__(self, at: Path, message: str, code: str, hint: str = "", *, key: bool = False) -> None:
        self.mistake = Mistake(at, message, code, hint, key)
        super().__init__(message)


def meant(word: str, known: Iterable[str], there: str = "there are") -> str:
    """The hint for a word that is not known: the one that was meant, or (up to twelve of) the known ones."""
    names = sorted(set(known))
    close = closest(word, names)
    if close:
        return f"did you mean '{shown(close)}'?"
    more = ", …" if len(names) > 12 else ""
    return f"{there}: {', '.join(map(shown, names[:12]))}{more}" if names else ""
