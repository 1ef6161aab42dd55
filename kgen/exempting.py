"""Exemptions over a whole build: which count for a service, what is wrong with them, and which nothing needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kgen.hardening import exemptions
from kgen.hardening.exemptions import Declared, Effective, Use
from kgen.link.member import Member
from kgen.model.environment import Environment
from kgen.model.service import Service
from kgen.problems import Origin, Problem
from kgen.project.file import ProjectFile
from kgen.tools import Tools


class Subject(Protocol):
    """A service in an environment, and where it was written."""

    @property
    def environment(self) -> Environment: ...
    @property
    def service(self) -> Service: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def exempting(self) -> bool: ...


def of_member(project: ProjectFile, member: Member, tools: Tools) -> tuple[Effective, ...]:
    """The exemptions that count for a service, the nearest first: its spec's, its environment's, the project's."""
    found = [*of_spec(member), *places(project, member.environment)]
    if not any(place.exemptions for place in found):
        return ()
    return exemptions.effective(found, today=tools.today, may=project.model.specs_may_exempt, owner=member.owner)


def of_spec(subject: Subject) -> tuple[Declared, ...]:
    """What a spec declares, for the service and for its containers."""
    return exemptions.of_service(subject.service, subject.origin) if subject.exempting else ()


def of_environment(project: ProjectFile, environment: Environment, tools: Tools) -> tuple[Effective, ...]:
    """The exemptions that count for what belongs to no service."""
    return exemptions.effective(places(project, environment), today=tools.today)


def places(project: ProjectFile, environment: Environment) -> tuple[Declared, ...]:
    """What the environment and the project declare for everything in them."""
    return (
        Declared("environment", environment.exemptions, project.origin, ("environments", environment.name)),
        Declared("project", project.model.exemptions, project.origin),
    )


def exemption_problems(units: Iterable[Subject], project: ProjectFile, tools: Tools) -> Iterator[Problem]:
    """Exemptions of unknown rules, of rules that a spec may not exempt, and those that have ended."""
    rules = tools.rulebook.names
    may = project.model.specs_may_exempt
    for unit in units:
        for place in (*of_spec(unit), *places(project, unit.environment)):
            if place.exemptions:
                yield from exemptions.problems(place, rules, today=tools.today, may=may)


class Uses:
    """Collects which exemptions the units of a build needed."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str], set[Use]] = {}

    def add(self, environment: str, service: str, uses: Iterable[Use]) -> None:
        for use in uses:
            level = use[0]
            key = {"spec": ("", service), "environment": (environment, ""), "project": ("", "")}[level]
            self._uses.setdefault(key, set()).add(use)

    def unused(self, units: Iterable[Subject], project: ProjectFile, *, whole: bool, environments: bool) -> Iterator[Problem]:
        """Exemptions that nothing needed, as far as this build can tell.

        `whole`: all services of the environments in question were compiled; `environments`: all environments were.
        """
        for unit in units:
            if environments:
                for place in of_spec(unit):
                    yield from exemptions.unused(place, self._uses.get(("", unit.service.name), ()))
            of_environment, of_project = places(project, unit.environment)
            if whole:
                yield from exemptions.unused(of_environment, self._uses.get((unit.environment.name, ""), ()))
            if whole and environments:
                yield from exemptions.unused(of_project, self._uses.get(("", ""), ()))
