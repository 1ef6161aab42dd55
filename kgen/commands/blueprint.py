"""Blueprints: the shape of what is generated."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

Name = Annotated[str, typer.Argument(metavar="BLUEPRINT", help="The name of the blueprint.")]


def list_() -> None:
    """List the blueprints there are."""
    from kgen.actions.lookup import project_folder
    from kgen.expand.blueprint import list_blueprints
    from kgen.screens.blueprints import listing

    sys.stdout.write(listing(list_blueprints(project_folder())))


def show(name: Name) -> None:
    """Show what a blueprint is made of."""
    from kgen.actions.lookup import blueprint_named
    from kgen.screens.blueprints import blueprint

    sys.stdout.write(blueprint(blueprint_named(name)))


def eject(name: Name) -> None:
    """Copy a blueprint into the project, to change it there."""
    from kgen.actions.blueprint import eject_into_project
    from kgen.screens.blueprints import ejected

    sys.stderr.write(ejected(name, eject_into_project(name)))


def test(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="BLUEPRINT", help="The blueprints to test; all of the project's unless given.")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Take what is generated now as what is expected.")] = False,
    environment: Annotated[
        str | None, typer.Option("--environment", "-e", metavar="NAME", help="The environment whose facts count.")
    ] = None,
) -> None:
    """Compare what blueprints generate with what is expected.

    A case is a spec in blueprints/NAME/tests/CASE.yaml, what is expected lies beside it in CASE.expected.yaml.
    """
    from kgen.actions.blueprint import try_blueprints
    from kgen.screens.blueprints import results

    found = try_blueprints(names or [], environment, update=update)
    sys.stderr.write(results(found))
    raise typer.Exit(1 if any(result.differs for result in found) else 0)


COMMANDS = {"list": list_, "show": show, "eject": eject, "test": test}
