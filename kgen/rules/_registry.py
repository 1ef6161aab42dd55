"""kgen's own rules: found by being files of this folder."""

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
def registry() -> Mapping[str, Rule]:
    """kgen's own rules by name, in the order of their names."""
    return MappingProxyType({rule.name: rule for rule in sorted(_own(), key=lambda rule: rule.name)})


def _own() -> Iterator[Rule]:
    for module in sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py")):
        yield named(module.replace("_", "-"), import_module(f"kgen.rules.{module}"))


def named(name: str, module: Any) -> Rule:
    """The rule of a module under its name, with the module's docstring as its text."""
    rule: Rule = module.RULE
    return replace(rule, name=name, doc=module.__doc__ or "")
