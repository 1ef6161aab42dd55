"""The rules: what kgen fills in and verifies, and why."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer


def list_(
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="A table, or data.")] = "text",
) -> None:
    """List all rules with their severity and what they ask."""
    from kgen.rules import registry
    from kgen.screens.rules import listing, listing_json

    found = list(registry(installed=True).values())
    sys.stdout.write(listing(found) if format_ == "text" else listing_json(found))


def show(name: Annotated[str, typer.Argument(help="The name of the rule.")]) -> None:
    """Show one rule: what, why, and how to exempt it."""
    from kgen.screens.rules import rule
    from kgen.showing import rule_named

    sys.stdout.write(rule(rule_named(name)))


COMMANDS = {"list": list_, "show": show}
