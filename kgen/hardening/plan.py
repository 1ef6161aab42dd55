"""Rules compiled once into functions, by kind of object and by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from kgen.hardening.checks import Checks, combined
from kgen.hardening.fills import Fill, fills
from kgen.model.environment import Environment
from kgen.rules import TEMPLATES, ContainerRule, Context, ObjectRule, PodRule, Rule, SetRule

Compiled = TypeVar("Compiled")


class Plan(Generic[Compiled]):
    """The compiled rules; those of a place are compiled when it is first met.

    The places of a kind are `object`, `pod` and the lists of containers.
    """

    def __init__(self, rules: Iterable[tuple[str, Rule]], compiled: Callable[[list[Rule], str, str], Compiled]) -> None:
        self._compiled = compiled
        self._rules: dict[str, list[Rule]] = {}
        self._met: dict[tuple[str, str], Compiled] = {}
        for place, rule in rules:
            self._rules.setdefault(place, []).append(rule)
        self.sets = [(rule, frozenset(rule.kinds)) for rule in self._rules.get("set", ()) if isinstance(rule, SetRule)]

    def at(self, kind: str, place: str) -> Compiled:
        """What is done at a place of a kind."""
        found = self._met.get((kind, place))
        if found is None:
            rules = [rule for rule in self._rules.get(place, ()) if _concerns(rule, kind)]
            found = self._met[kind, place] = self._compiled(rules, kind, place)
        return found


def _concerns(rule: Rule, kind: str) -> bool:
    if rule.kinds:
        return kind in rule.kinds
    return isinstance(rule, ObjectRule) or kind in TEMPLATES


def _places(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, ContainerRule):
        return rule.of
    return (rule.scope if isinstance(rule, SetRule | PodRule) else "object",)


def hardening(context: Context, exempted: frozenset[str]) -> Plan[tuple[Fill, ...]]:
    """The fills of the rules that apply in this environment and are not exempted."""
    return _hardening(context.rules, _flags(context.rules, _Same(context.environment)), exempted | context.unfilled)


def verification(context: Context) -> Plan[Checks]:
    """The checks of the rules that apply in this environment, exempted or not."""
    return _verification(context.rules, _flags(context.rules, _Same(context.environment)))


class _Same:
    """An environment that is looked up by its identity: it cannot change, and to compare it costs more than to ask it."""

    __slots__ = ("environment",)

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def __hash__(self) -> int:
        return id(self.environment)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.environment is self.environment


@lru_cache(maxsize=64)
def _flags(rules: tuple[Rule, ...], asked: _Same) -> tuple[bool, ...]:
    """The answers of the rules that ask the environment whether they apply."""
    return tuple(rule.when(asked.environment) for rule in rules if rule.when)


def _active(rules: tuple[Rule, ...], flags: tuple[bool, ...]) -> list[Rule]:
    answers = iter(flags)
    return [rule for rule in rules if not rule.when or next(answers)]


@lru_cache(maxsize=256)
def _hardening(rules: tuple[Rule, ...], flags: tuple[bool, ...], skipped: frozenset[str]) -> Plan[tuple[Fill, ...]]:
    filling = [rule for rule in _active(rules, flags) if rule.fills and rule.name not in skipped]
    inherited = [("pod", rule) for rule in filling if isinstance(rule, ContainerRule) and rule.inherits]
    return Plan(
        [*inherited, *((place, rule) for rule in filling for place in _places(rule))], lambda some, _, place: fills(some, place)
    )


@lru_cache(maxsize=64)
def _verification(rules: tuple[Rule, ...], flags: tuple[bool, ...]) -> Plan[Checks]:
    asked = [(place, rule) for rule in _active(rules, flags) for place in _places(rule)]
    return Plan(asked, lambda some, kind, _: combined(some, kind))
