"""Ask for the little a spec needs, and write it."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The spec to write.")] = "service.yaml",
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The name of the service.")] = None,
    image: Annotated[str | None, typer.Option("--image", metavar="IMAGE", help="Its image, with a tag.")] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="PORT", help="The port it listens on.")] = None,
    health: Annotated[
        str | None, typer.Option("--health", metavar="PATH", help="The path to ask whether it is well; empty for none.")
    ] = None,
) -> None:
    """Ask for the little a spec needs, and write it. What is given as an option is not asked."""
    from kgen.actions.init import Answers, require_free, start

    require_free(file)
    answers = Answers(
        name=name if name is not None else typer.prompt("Service name", err=True),
        image=image if image is not None else typer.prompt("Image", err=True),
        port=port if port is not None else typer.prompt("Port", default=8080, type=int, err=True),
        health=health if health is not None else typer.prompt("Health path", default="/_/healthz", err=True),
    )
    typer.echo(start(file, answers), err=True)
