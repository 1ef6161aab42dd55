"""Say whether the committed output is what the specs say."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kgen.commands import _options as options


def command(
    paths: options.Paths = None,
    environment: options.Environment = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="FOLDER", help="Where the output lies, if not where kgen.yaml says.")
    ] = None,
    format_: options.Format = "yaml",
    report: options.Report = None,
    project: options.Project = None,
    today: options.Today = None,
    color: options.Color = "auto",
    debug: options.Debug = False,
) -> None:
    """Say whether the committed output is what the specs say. Exit code 1 if it is not."""
    from kgen.actions.build import BuildOptions, run_check
    from kgen.screens.style import style

    chosen = BuildOptions(options.request(paths, environment, None, project), out, format_, options.day(today), report=report)
    raise typer.Exit(run_check(chosen, sys.stdout, sys.stderr, style(sys.stderr)))
