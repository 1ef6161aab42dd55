"""Fill in what manifests lack, whoever wrote them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kgen.commands import _options as options


def command(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATHS", help="Files, folders, or `-` for standard input.", show_default=False)
    ],
    in_place: Annotated[bool, typer.Option("--in-place", "-i", help="Write the files where they are.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Write all files into this folder.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change; exit code 1 if anything.")] = False,
    check: Annotated[bool, typer.Option("--check", help="List the files that would change; exit code 1 if any.")] = False,
    safe: Annotated[bool, typer.Option("--safe", help="Leave out what may stop a program that was not made for it.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULES", help="Only these rules, by name or by the id of a checker, with commas between."
        ),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULES", help="Not these rules, likewise.")] = None,
    namespace: Annotated[
        str | None, typer.Option("--namespace", "-n", metavar="NAME", help="Where objects live that do not say so.")
    ] = None,
    environment: Annotated[
        str | None, typer.Option("--environment", "-e", metavar="NAME", help="Take the facts of this environment of kgen.yaml.")
    ] = None,
    kubernetes: Annotated[
        str | None, typer.Option("--kubernetes", metavar="VERSION", help="The Kubernetes version to harden for, such as 1.33.")
    ] = None,
    project: Annotated[
        Path | None,
        typer.Option("--project", "-p", metavar="FOLDER", help="The folder of kgen.yaml, if it is not above the first path."),
    ] = None,
    today: options.Today = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every addition and every decision.")] = False,
    color: options.Color = "auto",
    debug: options.Debug = False,
) -> None:
    """Fill in what manifests lack, and change nothing they say.

    The objects that should stand by them, such as network policies, are added. Without --in-place or --out nothing is written:
    what would be done is told, and the exit code is 1 if that is anything.
    """
    from functools import partial

    from kgen.actions.harden import HardenOptions, run_harden
    from kgen.foreign.stream import LIMIT
    from kgen.lint.facts import Wanted
    from kgen.load.files import standard_input
    from kgen.screens.style import style

    wanted = Wanted(paths, options.day(today), environment, kubernetes, project, select or (), ignore or ())
    chosen = HardenOptions(wanted, in_place, out, diff, check, safe, namespace, verbose)
    raise typer.Exit(run_harden(chosen, partial(standard_input, LIMIT), sys.stdout, sys.stderr, style(sys.stderr)))
