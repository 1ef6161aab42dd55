"""Rules compiled once into functions, by kind of object and by scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from kgen.hardening.checks import Checks, combined, places_of
from kgen.hardening.fills import Fill, fills_of
from kgen.rules import CONTAINERS, TEMPLATES, Context, ObjectRule, Rule, SetRule

Compiled = TypeVar("Compiled")


@dataclass(frozen=True, slots=True)
class KindPlan(Generic[Compiled]):
    """What is done with one kind of object: with the object itself, its pod, and its containers by list."""

    objects: Compiled
    pods: Compiled
    containers: dict[str, Compiled]


class Plan(Generic[Compiled]):
    """The compiled rules; a kind is compiled when it is first met."""

    def __init__(self, rules: tuple[Rule, ...], compiled: Callable[[list[Rule], str], Compiled]) -> None:
        self._rules = rules
        self._compiled = compiled
        self._kinds: dict[str, KindPlan[Compiled]] = {}
        self.sets = [(rule, frozenset(rule.kinds)) for rule in rules if isinstance(rule, SetRule)]

    def of(self, kind: str) -> KindPlan[Compiled]:
        """The plan of a kind."""
        found = self._kinds.get(kind)
        if found is None:
            rules = [rule for rule in self._rules if _concerns(rule, kind)]
            containers = {listed: self._compiled(rules, listed) for listed in CONTAINERS}
            found = KindPlan(self._compiled(rules, "object"), self._compiled(rules, "pod"), containers)
            self._kinds[kind] = found
        return found


def _concerns(rule: Rule, kind: str) -> bool:
    if isinstance(rule, SetRule):
        return False
    if rule.kinds:
        return kind in rule.kinds
    return isinstance(rule, ObjectRule) or kind in TEMPLATES


def hardening(context: Context, exempted: frozenset[str]) -> Plan[tuple[Fill, ...]]:
    """The fills of the rules that apply in this environment and are not exempted."""
    return _hardening(context.rules, _flags(context), exempted | context.unfilled)


def verification(context: Context) -> Plan[Checks]:
    """The checks of the rules that apply in this environment, exempted or not."""
    shared = frozenset(one.rule for one in context.exemptions if one.level != "spec")
    return _verification(context.rules, _flags(context), shared)


def _flags(context: Context) -> tuple[bool, ...]:
    """The answers of the rules that ask the environment whether they apply."""
    environment = context.environment
    return tuple([when(environment) for when in _conditions(context.rules)])


@lru_cache(maxsize=64)
def _conditions(rules: Iterable[Rule]) -> tuple[Callable[..., bool], ...]:
    return tuple(rule.when for rule in rules if rule.when)


def _active(rules: tuple[Rule, ...], flags: tuple[bool, ...]) -> tuple[Rule, ...]:
    answers = iter(flags)
    return tuple(rule for rule in rules if not rule.when or next(answers))


@lru_cache(maxsize=256)
def _hardening(rules: tuple[Rule, ...], flags: tuple[bool, ...], skipped: frozenset[str]) -> Plan[tuple[Fill, ...]]:
    filling = tuple(rule for rule in _active(rules, flags) if rule.fills and rule.name not in skipped)
    return Plan(filling, lambda some, place: tuple(fill for rule in some for at, fill in fills_of(rule) if at == place))


@lru_cache(maxsize=64)
def _verification(rules: tuple[Rule, ...], flags: tuple[bool, ...], apart: frozenset[str]) -> Plan[Checks]:
    def compiled(some: list[Rule], place: str) -> Checks:
        return combined([rule for rule in some if place in places_of(rule)], apart)

    return Plan(_active(rules, flags), compiled)
