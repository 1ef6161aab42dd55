"""Print the JSON Schema of what people write, for editors and other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer


def command(
    kind: Annotated[
        Literal["spec", "project", "blueprint", "rule"],
        typer.Argument(help="Of what: service.yaml, kgen.yaml, blueprint.yaml or a file in rules/."),
    ] = "spec",
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Write it to this file; `-` prints it.")] = "-",
) -> None:
    """Print the JSON Schema of what people write.

    Inside a project it knows the project's blueprints and what they ask for. An editor finds it by a line on top of the spec:

    \b
    # yaml-language-server: $schema=../.kgen/service.schema.json
    """
    from kgen.jsonschema.files import STDOUT, text_at
    from kgen.write.single import save

    schema = text_at(kind, Path.cwd())
    if out == STDOUT:
        sys.stdout.write(schema)
    else:
        save(Path(out), schema)
