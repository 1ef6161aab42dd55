"""Link: the graph of each environment, and the units that were asked for. Here all problems of a project are raised at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kgen.exempting import exemption_problems, of_member
from kgen.link.link import Linked, link
from kgen.link.work import Work
from kgen.organisation.book import severity_problems
from kgen.organisation.installed import installed_problems
from kgen.problems import Problem, Problems
from kgen.project.sources import Sources
from kgen.tools import Tools
from kgen.unit import ServiceUnit
from kgen.validate.stage import Candidate, Validated

_TRIED = 200
"""Units that are expanded although the build has failed: enough to find what is wrong with each blueprint."""


def linked(validated: Validated, sources: Sources, tools: Tools) -> Work:
    """The units of a build. Raises Problems with all that loading, layering, validating and linking found."""
    problems = list(validated.problems)
    units: list[ServiceUnit] = []
    for environment in sources.environments:
        candidates = validated.candidates.get(environment.name, [])
        members = (each.member for each in candidates)
        graph, found = link(members, validated.unread.get(environment.name, ()), complete=validated.complete)
        problems += found
        for candidate, seen in zip(candidates, graph, strict=True):
            units.append(_unit(candidate, seen, sources, tools))
    problems += _collisions(units, sources)
    chosen = [unit for unit in units if _is_chosen(unit, sources)]
    problems += [*_rule_problems(sources, tools), *exemption_problems(chosen, sources.project, tools)]
    if problems:
        sound = (unit for unit, candidate in zip(units, _candidates(validated, sources), strict=True) if candidate.sound)
        raise Problems([*problems, *_expansion(islice(sound, _TRIED), tools)])
    return Work(sources, sorted(chosen, key=lambda unit: (unit.environment.name, unit.namespace, unit.name)))


def _rule_problems(sources: Sources, tools: Tools) -> Iterator[Problem]:
    """What is wrong with the project's own rules, with those it takes from packages, and with severities of rules."""
    yield from tools.rulebook.problems
    yield from installed_problems(sources.project, tools.rulebook.brought)
    yield from severity_problems(sources.project, tools.rulebook.names)


def _candidates(validated: Validated, sources: Sources) -> Iterator[Candidate]:
    """All services of all environments, in the order of the units."""
    return (each for environment in sources.environments for each in validated.candidates.get(environment.name, ()))


def _expansion(units: Iterable[ServiceUnit], tools: Tools) -> Iterator[Problem]:
    """What expanding units finds, so that one run tells of specs and blueprints alike."""
    from kgen.expand.stage import expand

    for unit in units:
        try:
            expand(unit, tools)
        except Problems as found:
            yield from found.problems


def _unit(candidate: Candidate, seen: Linked, sources: Sources, tools: Tools) -> ServiceUnit:
    member = candidate.member
    exemptions = of_member(sources.project, member, tools)
    return ServiceUnit(
        member.name,
        member.environment,
        member.packed,
        seen.calls,
        seen.callers,
        candidate.params,
        candidate.source,
        member.origin,
        exemptions,
        member.exempting,
    )


def _is_chosen(unit: ServiceUnit, sources: Sources) -> bool:
    environments, specs = sources.chosen_environments, sources.chosen
    asked = environments is None or unit.environment.name in environments
    return asked and (specs is None or unit.source in specs)


def _collisions(units: Iterable[ServiceUnit], sources: Sources) -> Iterator[Problem]:
    """Two environments of one cluster that produce the same object, one problem for each pair of environments."""
    first: dict[tuple[str, str, str], ServiceUnit] = {}
    seen: set[tuple[str, str]] = set()
    for unit in units:
        if unit.environment.cluster is None:
            continue
        key = (unit.environment.cluster, unit.namespace, unit.name)
        other = first.setdefault(key, unit).environment.name
        pair = (other, unit.environment.name)
        if other != unit.environment.name and pair not in seen:
            seen.add(pair)
            yield _collision(sources, unit, other)


def _collision(sources: Sources, unit: ServiceUnit, other: str) -> Problem:
    name, cluster = unit.environment.name, unit.environment.cluster
    message = f"'{other}' and '{name}' share the cluster '{cluster}', and both produce '{unit.name}' in '{unit.namespace}'"
    hint = f'give them namespaces of their own: namespace: "{{system}}-{name}"'
    return sources.project.origin.problem(("environments", name, "namespace"), message, "same-object", hint=hint)
