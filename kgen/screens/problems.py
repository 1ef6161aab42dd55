"""Problems, each where it stands, and what they mean for the build."""

from __future__ import annotations

from collections.abc import Sequence

from kgen.problems import Problem
from kgen.screens.style import PLAIN, Style
from kgen.screens.words import counted

MOST = 100
"""Problems that are shown; more would only scroll the first ones away."""


def problems(found: Sequence[Problem], style: Style = PLAIN) -> str:
    """The screen of a run that ends because of problems."""
    lines = [line for problem in found[:MOST] for line in shown(problem, style)]
    if len(found) > MOST:
        lines.append(f"… and {len(found) - MOST} more")
    files = len({problem.file for problem in found if problem.line})
    where = f" in {counted(files, 'file')}" if files else ""
    lines.append(f"{counted(len(found), 'problem')}{where}. Nothing was written.")
    return "\n".join(lines) + "\n"


def shown(problem: Problem, style: Style) -> list[str]:
    """One problem, line by line."""
    head, *excerpt = str(problem).split("\n")
    if not style.on:
        return [head, *excerpt]
    place, _, rest = head.partition(": ")
    return [f"{style.bold(place)}: {rest}", *(style.faint(line) if "^" not in line else style.red(line) for line in excerpt)]
