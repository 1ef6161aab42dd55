"""Texts that a program gets as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

_EXPANDED = re.compile(r"\$\$+|\$(?=\()")


def escaped(text: str) -> str:
    """A text from which Kubernetes' expansion gives the text back: `$(` opens a variable there, and `$$` is a single `$`.

    https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
    """
    return _EXPANDED.sub(lambda dollars: dollars[0] * 2, text) if "$$" in text or "$(" in text else text


def literal(texts: Iterable[str]) -> list[str] | None:
    """The words of a command or its arguments, none of which Kubernetes expands; None for no words (the image's own are used)."""
    return [escaped(text) for text in texts] or None
