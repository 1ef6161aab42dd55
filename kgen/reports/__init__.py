"""Forms in which the result of a lint is handed to other programs, found by being there: one file each.

A file defines `render`, from a `kgen.lint.report.Report` to text that ends in a newline (or is empty, where no finding is
no line). Its name is what users say (`--format sarif`). Names that begin with an underscore are shared and no forms.

Every text of a report may come from a stranger's manifest. Whatever it holds, `render` gives one well-formed document:
characters that cannot be seen stand in it as escapes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kgen.lint.report import Report

__all__ = ["names", "report"]


def names() -> list[str]:
    """The names of all forms, in alphabetical order."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def report(name: str) -> Callable[[Report], str]:
    """What writes the form of this name, one of `names()`; raises ValueError for any other."""
    if name not in names():
        raise ValueError(f"'{name}' is no form of a report; there are {', '.join(names())}")
    return cast("Callable[[Report], str]", import_module(f"{__name__}.{name}").render)
