"""Check manifests that anybody wrote."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kgen.commands import _options as options

Rules = list[str] | None


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS", help="Files, folders, or `-` for standard input; this folder unless given.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORM", help="text, or for other programs: github, gitlab, json, junit, markdown or sarif."
        ),
    ] = "text",
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write the report; `-` prints it.")] = "-",
    fail_on: Annotated[
        Literal["error", "warning", "info"], typer.Option("--fail-on", help="Exit with 1 at findings of this severity or above.")
    ] = "error",
    select: Annotated[
        Rules,
        typer.Option(
            "--select", metavar="RULES", help="Only these rules, by name or by the id of a checker, with commas between."
        ),
    ] = None,
    ignore: Annotated[Rules, typer.Option("--ignore", metavar="RULES", help="Not these rules, likewise.")] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="FILE", help="A file of findings that are accepted.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write that file; if it is there, take out what is fixed.")
    ] = False,
    environment: Annotated[
        str | None, typer.Option("--environment", "-e", metavar="NAME", help="Judge by the facts of this environment.")
    ] = None,
    kubernetes: Annotated[
        str | None, typer.Option("--kubernetes", metavar="VERSION", help="The Kubernetes version to judge for, such as 1.33.")
    ] = None,
    project: Annotated[
        Path | None,
        typer.Option("--project", "-p", metavar="FOLDER", help="The folder of kgen.yaml, if it is not above the first path."),
    ] = None,
    no_project: Annotated[bool, typer.Option("--no-project", help="Judge without any kgen.yaml.")] = False,
    today: options.Today = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every finding where it stands.")] = False,
    color: options.Color = "auto",
    debug: options.Debug = False,
) -> None:
    """Check manifests that anybody wrote, by kgen's rules.

    Exit code 1 if there are findings of the severity that --fail-on names, 2 if a file could not be read.
    """
    from kgen.actions.lint import LintOptions, run_lint
    from kgen.lint.facts import Wanted
    from kgen.screens.style import style

    day = options.day(today)
    wanted = Wanted(paths or ["."], day, environment, kubernetes, project, select or (), ignore or (), no_project)
    chosen = LintOptions(wanted, format_, out, fail_on, baseline, write_baseline, verbose)
    raise typer.Exit(run_lint(chosen, sys.stdout, sys.stderr, style(sys.stdout)))
