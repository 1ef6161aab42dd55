"""Moves the caret of a problem from a scalar to the piece of it that is to blame."""

from __future__ import annotations

import re
from dataclasses import replace

from kgen.load.source import Windowed
from kgen.problems import Problem


def at(problem: Problem, code: str, part: str = "") -> Problem:
    """The problem of a scalar, moved to the expression `code` in it, or to a name `part` within that.

    Where the scalar does not show the expression on its line (an escape, a text of many lines), the problem stays where it is.
    """
    skipped = problem.skipped if isinstance(problem, Windowed) else 0
    start = problem.text.find(code, problem.column - skipped - 1)
    if start < 0 or not code.strip():
        return problem
    found = _find(code, part) if part else None
    first, last = found.span() if found else (len(code) - len(code.lstrip()), len(code.rstrip()))
    return replace(problem, column=skipped + start + first + 1, width=last - first)


def _find(code: str, part: str) -> re.Match[str] | None:
    """The name as a word: first where it begins a chain of attributes, else anywhere."""
    name = rf"{re.escape(part)}(?!\w)"
    return re.search(rf"(?<![\w.'\"]){name}", code) or re.search(rf"(?<!\w){name}", code)
