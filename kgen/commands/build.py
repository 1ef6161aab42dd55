"""Compile specs into manifests and write them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kgen.commands import _options as options


def command(
    paths: options.Paths = None,
    environment: options.Environment = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write; `-` writes to standard output.")
    ] = None,
    set_: options.Set = None,
    format_: options.Format = "yaml",
    project: options.Project = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="NUMBER", min=0, help="Worker processes; 0 chooses by the size of the project.")
    ] = 0,
    today: options.Today = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every file and every finding.")] = False,
    color: options.Color = "auto",
    debug: options.Debug = False,
) -> None:
    """Compile specs into manifests and write them.

    Without a path everything of the project is built. Naming specs or environments chooses what is written.
    """
    from kgen.actions.build import BuildOptions, run_build
    from kgen.screens.style import style

    chosen = BuildOptions(options.request(paths, environment, set_, project), out, format_, options.day(today), jobs, verbose)
    code = run_build(chosen, sys.stdout, sys.stderr, style(sys.stderr))
    raise typer.Exit(code)
