"""Looking things up by the name that a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kgen.expand.blueprint import Blueprint, UnknownBlueprint, find
from kgen.organisation.book import rules_of
from kgen.problems import Problem, Problems
from kgen.project.file import find as find_project
from kgen.project.sources import Request, load
from kgen.rules import Rule, registry
from kgen.validate.messages import nearest, shortened


def rules_here() -> Mapping[str, Rule]:
    """The rules of the project around the working directory, and those of installed packages. Raises Problems."""
    installed, found = registry(installed=True), find_project(Path.cwd())
    if found is None:
        return installed
    own = rules_of(load(Request(project=found.parent)).project)
    return {**installed, **own}


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises Problems."""
    rules = rules_here()
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
