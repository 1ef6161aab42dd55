"""Looking things up by the name that a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kgen.expand.blueprint import Blueprint, UnknownBlueprint, find
from kgen.organisation.book import rules_of
from kgen.organisation.installed import brought
from kgen.problems import Problem, Problems
from kgen.project.file import find as find_project
from kgen.project.sources import Request, load
from kgen.rules import Rule, registry
from kgen.validate.messages import nearest, shortened


def rules_here() -> Mapping[str, Rule]:
    """The rules of the project around the working directory; kgen's own where there is none. Raises Problems."""
    found = find_project(Path.cwd())
    return registry() if found is None else rules_of(load(Request(project=found.parent)).project)


def rule_named(name: str) -> Rule:
    """The rule of that name, or one that an installed package brings, whether it is asked or not. Raises Problems."""
    rules = rules_here()
    if name not in rules:
        found = brought([name], rules, project_folder()).rules
        if name in found:
            return found[name]
    require_rules([name], rules)
    return rules[name]


def require_rules(names: Iterable[str], rules: Mapping[str, Rule]) -> None:
    """Raises Problems for names that no rule has."""
    unknown = [name for name in names if name not in rules]
    if unknown:
        raise Problems(
            Problem("rule", 0, 0, f"there is no rule '{shortened(name)}'", "unknown-rule", _hint(name, rules)) for name in unknown
        )


def _hint(name: str, rules: Mapping[str, Rule]) -> str:
    from kgen.lint.selection import meant

    same = meant(name, rules)
    if same:
        return f"what a checker calls '{shortened(name)}' is asked by {' and '.join(same)}"
    return nearest(name, rules) or "'kgen rules list' names them all"


def project_folder() -> Path | None:
    """The folder of the nearest kgen.yaml above the working directory."""
    found = find_project(Path.cwd())
    return found.parent if found else None


def blueprint_named(name: str) -> Blueprint:
    """The blueprint of that name: the project's, kgen's own, or an installed package's. Raises Problems."""
    try:
        return find(name, project_folder())
    except UnknownBlueprint as unknown:
        hint = nearest(name, unknown.available) or f"one of: {', '.join(unknown.available)}"
        raise Problems(
            [Problem("blueprint", 0, 0, f"there is no blueprint '{shortened(name)}'", "unknown-blueprint", hint)]
        ) from None
