"""Validate: layers become typed services, and the parameters of their blueprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kgen.layer.origin import Layers
from kgen.layer.stage import Layered
from kgen.link.member import Member
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.problems import Problem
from kgen.project.sources import Sources
from kgen.validate.member import Spaces, member


class Candidate(NamedTuple):
    """A service that can be linked, the parameters of its blueprint, and the source that names it in the output."""

    member: Member
    params: Mapping[str, Any]
    source: str
    sound: bool
    """Whether nothing was wrong with its spec, so that what is wrong later does not only follow from that."""


@dataclass(slots=True, eq=False, repr=False)
class Validated:
    """By environment: the services that can be linked, and the names of those that cannot be read."""

    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    unread: dict[str, list[str]] = field(default_factory=dict)
    complete: bool = True
    """Whether the names of all services are known."""
    problems: list[Problem] = field(default_factory=list)


def validated(layers: Iterable[Layered], sources: Sources) -> Validated:
    """Every service of every environment, as far as it can be read; nothing is raised, so that linking can add its problems."""
    result = Validated()
    environments = {environment.name: with_shared(environment, sources.project.model) for environment in sources.environments}
    spaces: Spaces = {}
    first: dict[str, Layers] = {}
    for each in layers:
        name = each.environment.name
        outcome = member(each, environments[name], sources.project.root, spaces)
        result.problems += outcome.problems
        if outcome.name and first.setdefault(outcome.name, each.origin).spec is not each.origin.spec:
            result.problems.append(_twice(each.origin, first[outcome.name], outcome.name))
        elif outcome.member:
            result.candidates.setdefault(name, []).append(
                Candidate(outcome.member, outcome.params, each.spec.source, not outcome.problems)
            )
        elif outcome.name:
            result.unread.setdefault(name, []).append(outcome.name)
        result.complete &= outcome.member is not None
    result.problems += sources.problems
    result.complete &= not sources.problems
    return result


def with_shared(environment: Environment, project: Project) -> Environment:
    """The facts with the registries and severities of the project beneath those of the environment."""
    if not project.registries and not project.severities:
        return environment
    registries = {**project.registries, **environment.registries}
    severities = {**project.severities, **environment.severities}
    return environment.model_copy(update={"registries": registries, "severities": severities})


def _twice(second: Layers, first: Layers, name: str) -> Problem:
    place = first.problem(("name",), "", "")
    message = f"there is another service '{name}'"
    return second.problem(("name",), message, "duplicate-name", hint=f"declared in {place.file}:{place.line}:{place.column}")
