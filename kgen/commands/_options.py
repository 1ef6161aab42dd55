"""Options that several commands share, and what they mean."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from kgen.project.sources import Request


def _remember(choice: str) -> str:
    """Let the place where problems are shown know the choice, too."""
    from kgen.screens.style import CHOICE

    os.environ[CHOICE] = choice
    return choice


Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATHS", help="Spec files, folders, or `-` for standard input.", show_default=False)
]
Environment = Annotated[
    list[str] | None, typer.Option("--environment", "-e", metavar="NAME", help="Only this environment; may be repeated.")
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A value above all layers, such as replicas=4; needs --out."),
]
Format = Annotated[Literal["yaml", "json", "kyaml"], typer.Option("--format", help="The form of the manifests.")]
Report = Annotated[
    Literal["github", "gitlab", "json", "junit", "markdown", "sarif"] | None,
    typer.Option("--report", help="Print what was found in this form, for other programs."),
]
Project = Annotated[
    Path | None, typer.Option("--project", "-p", metavar="FOLDER", help="The folder of kgen.yaml, if it is not above the specs.")
]
Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The day on which exemptions are judged.")]
Color = Annotated[
    Literal["auto", "always", "never"], typer.Option("--color", callback=_remember, help="When to colour; NO_COLOR counts too.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a mistake of kgen's own.")]


def request(paths: list[str] | None, environment: list[str] | None, set_: list[str] | None, project: Path | None) -> Request:
    """What the options ask for."""
    from kgen.project.sources import Request

    return Request(paths or (), (), environment or (), set_ or (), project)


def day(text: str | None) -> date:
    """The day that counts: the option's, or today's (UTC). Raises Problems."""
    from kgen.problems import Problem, Problems
    from kgen.validate.messages import shortened

    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problems(
            [Problem("--today", 0, 0, f"'{shortened(text)}' is not a date", "date", "write it as 2027-03-01")]
        ) from None
