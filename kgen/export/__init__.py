"""Rules for clusters. A form is one module of this folder: its name is what users say (`--as vap`), `documents` makes its files.

A form gives the documents of each file by the file's name. Modules that begin with an underscore are shared and no forms.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kgen.export._asked import Asked, Exempted, Left
from kgen.export._conditions import Manifest

__all__ = ["Asked", "Exempted", "Form", "Left", "form", "forms"]


class Form(Protocol):
    """What the module of each form offers."""

    def documents(self, asked: Asked) -> dict[str, list[Manifest]]:
        """The documents of each file; the rules that became part of them are those of `asked`."""


def forms() -> list[str]:
    """The names of all forms, in alphabetical order."""
    return sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))


def form(name: str) -> Form:
    """The form of this name, one of `forms()`."""
    return cast(Form, import_module(f"{__name__}.{name}"))
