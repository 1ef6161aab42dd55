"""The rules: what kgen fills in and verifies, and why."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from kgen.commands import _options as options


def list_(
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="A table, or data.")] = "text",
) -> None:
    """List all rules with their severity and what they ask."""
    from kgen.actions.lookup import rules_here
    from kgen.screens.rules import listing, listing_json

    found = list(rules_here().values())
    sys.stdout.write(listing(found) if format_ == "text" else listing_json(found))


def show(name: Annotated[str, typer.Argument(metavar="RULE", help="The name of the rule.")]) -> None:
    """Show one rule: what, why, and how to exempt it."""
    from kgen.actions.lookup import rule_named
    from kgen.screens.rules import rule

    sys.stdout.write(rule(rule_named(name)))


def export(
    names: Annotated[list[str] | None, typer.Argument(metavar="RULES", help="Only these rules.", show_default=False)] = None,
    as_: Annotated[
        Literal["vap", "kyverno"], typer.Option("--as", help="ValidatingAdmissionPolicies, or Kyverno's ValidatingPolicies.")
    ] = "vap",
    out: Annotated[str, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write; `-` prints one stream.")] = "-",
    namespace_selector: Annotated[
        str, typer.Option("--namespace-selector", metavar="LABELS", help="The namespaces in which they count.")
    ] = "kgen.dev/enforce=true",
    deny: Annotated[bool, typer.Option("--deny", help="Refuse what error rules find, instead of warning.")] = False,
    exemptions: Annotated[
        str, typer.Option("--exemptions", metavar="NAMESPACE/NAME", help="Where the cluster keeps the list of exemptions.")
    ] = "kgen-system/kgen-exemptions",
    environment: Annotated[
        str | None,
        typer.Option("--environment", "-e", metavar="NAME", help="The environment whose cluster it is, if there are several."),
    ] = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    """Write the rules as policies with which a cluster asks them itself."""
    from kgen.actions.export import ExportOptions, run_export

    place = (out, namespace_selector, deny, exemptions, environment, project, options.day(today))
    run_export(ExportOptions(as_, names or (), *place), sys.stdout, sys.stderr)


COMMANDS = {"list": list_, "show": show, "export": export}
