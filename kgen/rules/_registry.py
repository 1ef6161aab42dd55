"""The rules there are: found by being files of this folder, or by being installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgen.rules._rule import Rule

GROUP = "kgen.rules"
"""The entry point group in which an installed package names its rules: `my-rule = "package.module"`."""


@cache
def registry(*, installed: bool = False) -> Mapping[str, Rule]:
    """All rules by name, in the order of their names.

    Those of installed packages are looked up only when asked for: that alone costs about 30 ms. ValueError if a package names a
    rule as kgen does.
    """
    found = {rule.name: rule for rule in _own()}
    for rule in _installed() if installed else ():
        if rule.name in found:
            raise ValueError(f"'{rule.name}' of an installed package bears the name of another rule; rename it")
        found[rule.name] = rule
    return MappingProxyType(dict(sorted(found.items())))


def _own() -> Iterator[Rule]:
    for module in sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py")):
        yield named(module.replace("_", "-"), import_module(f"kgen.rules.{module}"))


def _installed() -> Iterator[Rule]:
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP):
        yield named(point.name, point.load())


def named(name: str, module: Any) -> Rule:
    """The rule of a module under its name, with the module's docstring as its text."""
    rule: Rule = module.RULE
    return replace(rule, name=name, doc=module.__doc__ or "")
