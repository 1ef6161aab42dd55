"""Blueprints as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kgen.screens.words import columns, counted

if TYPE_CHECKING:
    from kgen.actions.blueprint import Result
    from kgen.expand.blueprint import Blueprint


def listing(found: Iterable[tuple[str, str, str]]) -> str:
    """One line per blueprint: name, where it is from, what it is for."""
    return "\n".join(columns((name, where, description) for name, description, where in found)) + "\n"


def blueprint(shown: Blueprint) -> str:
    """What a blueprint is made of."""
    lines = [f"{shown.name} ({shown.where})", "", shown.description]
    if shown.params:
        lines += ["", "Parameters"]
        lines += [f"  {line}" for line in columns((one.name, one.type, one.description) for one in shown.params.values())]
    if shown.defaults:
        lines += ["", "Defaults", *(f"  {key}: {value}" for key, value in sorted(shown.defaults.items()))]
    for title, names in (("Templates", shown.templates), ("Partials", [f"_{name}" for name in shown.partials])):
        if names:
            lines += [
                "",
                title,
                *(f"  {line}" for line in columns((f"{name}.yaml", shown.documents[name].name) for name in names)),
            ]
    return "\n".join(lines) + "\n"


def ejected(name: str, files: Sequence[str]) -> str:
    """What was copied, and what comes next."""
    return "".join(f"  {file}\n" for file in files) + f"Copied {counted(len(files), 'file')}. Next: kgen blueprint test {name}\n"


def results(found: Sequence[Result]) -> str:
    """What the cases showed."""
    lines = [line for result in found for line in _result(result)]
    differing = sum(result.differs for result in found)
    lines.append(f"{counted(len(found), 'case')}, {differing} differ{'s' if differing == 1 else ''}.")
    if differing:
        lines.append("If that is what you want: kgen blueprint test --update")
    return "\n".join(lines) + "\n"


def _result(result: Result) -> list[str]:
    return [f"{result.case}  {result.outcome}", *result.diff]
