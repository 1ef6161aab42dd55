"""The commands, found by being there: one file each, no logic in them.

A file defines `command`, a function whose parameters are the command's options; its docstring is the help. A file that stands
for several commands (`rules list`, `rules show`) defines them in `COMMANDS`, a dict of functions by name. Only the file of the
command that is run is imported, as every import is a price the user pays.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import typer


def names() -> list[str]:
    """The names of all commands."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def application(arguments: list[str]) -> int:
    """Run the command that the arguments name; returns its exit code. What the command raises passes through."""
    chosen = arguments[0] if arguments and arguments[0] in names() else None
    app = _app([chosen] if chosen else names())
    try:
        app(arguments, prog_name="kgen")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _app(modules: list[str]) -> typer.Typer:
    app = typer.Typer(
        name="kgen",
        help="Kubernetes manifests from a few typed lines: complete, hardened, written to disk for GitOps.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in modules:
        _add(app, name, import_module(f"{__name__}.{name}"))
    return app


def _root() -> None:
    """Kubernetes manifests from a few typed lines: complete, hardened, written to disk for GitOps."""


def _add(app: typer.Typer, name: str, module: Any) -> None:
    if hasattr(module, "command"):
        app.command(name)(module.command)
        return
    group = typer.Typer(help=module.__doc__, no_args_is_help=True, rich_markup_mode=None)
    group.callback()(lambda: None)
    for inner, function in module.COMMANDS.items():
        group.command(inner)(function)
    app.add_typer(group, name=name, help=(module.__doc__ or "").strip().splitlines()[0])
