"""Say which kgen this is."""

from __future__ import annotations

import typer

from kgen.version import VERSION


def command() -> None:
    """Say which kgen this is."""
    typer.echo(f"kgen {VERSION}")
