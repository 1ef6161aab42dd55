"""Which exemptions count for a unit, which of them were needed, and what is wrong with those people wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from kgen.findings import Finding, shown
from kgen.model.exempt import Exemption
from kgen.problems import Origin, Path, Problem, closest

if TYPE_CHECKING:
    from kgen.model.service import Service
    from kgen.rules import Context

Level = Literal["spec", "environment", "project"]
Use = tuple[Level, str, str]
"""A level, a container (or nothing) and a rule: one exemption as a build counts its use."""

WARN_DAYS = 30
"""How many days before its end an exemption is warned of."""

ENDS = "exemption-ends"
"""The name under which that warning appears among findings; it is no rule and cannot be exempted."""


class Declared(NamedTuple):
    """The exemptions somebody wrote in one place: they stand under `(*path, "exemptions", rule)` of `origin`."""

    level: Level
    exemptions: Mapping[str, Exemption]
    origin: Origin
    path: Path = ()
    container: str = ""

    def at(self, rule: str) -> Path:
        return (*self.path, "exemptions", rule)


class Effective(NamedTuple):
    """An exemption that counts for a unit; with `container` only for the container of that name."""

    rule: str
    exemption: Exemption
    level: Level
    container: str = ""

    @property
    def use(self) -> Use:
        return (self.level, self.container, self.rule)


def of_service(service: Service, origin: Origin) -> tuple[Declared, ...]:
    """What a spec declares: for the whole service, and for single containers."""
    whole = Declared("spec", service.exemptions, origin)
    parts = [("init", service.init), ("sidecars", service.sidecars)]
    return (
        whole,
        *(
            Declared("spec", container.exemptions, origin, (field, name), name)
            for field, containers in parts
            for name, container in containers.items()
            if container.exemptions
        ),
    )


def effective(
    declared: Iterable[Declared],
    *,
    today: date | None = None,
    may: Collection[str] | None = None,
    owner: str | None = None,
) -> tuple[Effective, ...]:
    """The exemptions that count, where the nearest wins: `declared` is given nearest first (spec, environment, project).

    `may` are the rules a spec may exempt by itself (None: all). `owner` answers for those that name nobody. What has ended does
    not count; `until` is the last day on which it does.
    """
    found: dict[tuple[str, str], Effective] = {}
    for place in declared:
        for rule, exemption in place.exemptions.items():
            if _is_over(exemption, today) or _is_refused(place, rule, may):
                continue
            named = exemption.model_copy(update={"name": rule, "owner": exemption.owner or owner})
            found.setdefault((rule, place.container), Effective(rule, named, place.level, place.container))
    return tuple(found.values())


def _is_over(exemption: Exemption, today: date | None) -> bool:
    return today is not None and exemption.until is not None and date.fromisoformat(exemption.until) < today


def _is_refused(place: Declared, rule: str, may: Collection[str] | None) -> bool:
    return place.level == "spec" and may is not None and rule not in may


class Exempted:
    """Looks up why a finding does not count."""

    def __init__(self, exemptions: Iterable[Effective]) -> None:
        self._by_place = {(one.rule, one.container): one.exemption for one in exemptions}

    def of(self, rule: str, container: str, reason: str) -> Exemption | None:
        """What a person declared, nearest first; else the rule's own reason; else nothing."""
        if self._by_place:
            declared = self._by_place.get((rule, container)) or self._by_place.get((rule, ""))
            if declared:
                return declared
        return automatic(rule, reason) if reason else None


@lru_cache(maxsize=256)
def automatic(rule: str, reason: str) -> Exemption:
    """The exemption that a rule grants by itself."""
    return Exemption(name=rule, reason=reason)


def used(findings: Iterable[Finding], exemptions: Iterable[Effective]) -> frozenset[Use]:
    """Which exemptions were needed: some finding does not count because of them."""
    needed = {id(finding.exemption) for finding in findings if finding.exemption}
    return frozenset(one.use for one in exemptions if id(one.exemption) in needed)


def ending(findings: Iterable[Finding], context: Context) -> list[Finding]:
    """A warning for each exemption that was needed and ends within 30 days, at the first object it is needed for."""
    dated = [one for one in context.exemptions if one.exemption.until is not None]
    if context.today is None or not dated:
        return []
    first: dict[int, Finding] = {}
    for found in findings:
        first.setdefault(id(found.exemption), found)
    needed = [(one, first[id(one.exemption)]) for one in dated if id(one.exemption) in first]
    warnings = [_warning(one, found, context.today) for one, found in needed]
    return [warning for warning in warnings if warning]


def _warning(one: Effective, finding: Finding, today: date | None) -> Finding | None:
    if today is None or one.exemption.until is None:
        return None
    days = (date.fromisoformat(one.exemption.until) - today).days
    if days > WARN_DAYS:
        return None
    left = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return Finding(
        rule=ENDS,
        severity="warning",
        message=f"the exemption of '{one.rule}' ends {left} ({one.exemption.until}); its reason is {shown(one.exemption.reason)}",
        kind=finding.kind,
        name=finding.name,
        namespace=finding.namespace,
        path=f"exemptions.{one.rule}.until",
        container=one.container,
    )


def problems(
    place: Declared,
    rules: Collection[str],
    *,
    today: date | None = None,
    may: Collection[str] | None = None,
) -> Iterator[Problem]:
    """What is wrong with the exemptions of one place: unknown rules, rules a spec may not exempt, and those that have ended."""
    for rule, exemption in place.exemptions.items():
        problem = place.origin.problem
        if rule not in rules:
            yield problem(place.at(rule), f"unknown rule {shown(rule)}", "unknown-rule", hint=_hint(rule, rules), key=True)
        elif _is_refused(place, rule, may):
            yield problem(
                place.at(rule),
                f"'{rule}' may not be exempted by a spec",
                "exemption-not-allowed",
                hint="exempt it in kgen.yaml, or add it to specs_may_exempt there",
                key=True,
            )
        elif _is_over(exemption, today):
            yield problem(
                (*place.at(rule), "until"),
                f"the exemption of '{rule}' ended on {exemption.until}",
                "exemption-ended",
                hint="make the rule hold, or decide anew until when it does not",
            )


def _hint(rule: str, rules: Collection[str]) -> str:
    close = closest(rule, rules)
    return f"did you mean '{close}'?" if close else "'kgen rules list' names them all"


def unused(place: Declared, uses: Collection[Use]) -> Iterator[Problem]:
    """Exemptions that nothing in the build needed: `uses` joins what all units used."""
    for rule in place.exemptions:
        if (place.level, place.container, rule) not in uses:
            yield place.origin.problem(
                place.at(rule),
                f"the exemption of '{rule}' is not needed",
                "exemption-unused",
                hint="the rule holds without it; remove it",
                key=True,
            )
