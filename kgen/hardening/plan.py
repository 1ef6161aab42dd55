"""Rules compiled once into functions, by kind of object and by scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kgen.rules import (
    CONTAINERS,
    TEMPLATES,
    ContainerRule,
    Context,
    Fault,
    Manifest,
    ObjectRule,
    PodRule,
    Rule,
    SetRule,
    Subject,
    WorkloadRule,
    child,
    pod_path,
)
from kgen.rules._paths import checker, filler

Fill = Callable[[Subject], None]
Check = Callable[[Subject], Iterable[Fault] | None]
Make = Callable[[Rule], Iterator[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class KindPlan:
    """What is done with one kind of object: functions for the object, its pod, and its containers by list.

    Hardening plans hold fills, verification plans pairs of a rule and its check.
    """

    objects: tuple[Any, ...]
    pods: tuple[Any, ...]
    containers: dict[str, tuple[Any, ...]]


class Plan:
    """The compiled rules; kinds are compiled when they are first met."""

    def __init__(self, rules: Iterable[Rule], make: Callable[[Rule], list[tuple[str, Any]]]) -> None:
        self._made = [(rule, place, function) for rule in rules for place, function in make(rule)]
        self._kinds: dict[str, KindPlan] = {}
        self.sets = tuple(rule for rule in rules if isinstance(rule, SetRule))

    def of(self, kind: str) -> KindPlan:
        """The plan of a kind."""
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = self._compiled(kind)
        return found

    def _compiled(self, kind: str) -> KindPlan:
        places = [(rule, place, function) for rule, place, function in self._made if _concerns(rule, kind)]

        def at(wanted: str) -> tuple[Any, ...]:
            return tuple(function for _, place, function in places if place == wanted)

        return KindPlan(at("object"), at("pod"), {listed: at(listed) for listed in CONTAINERS})


def _concerns(rule: Rule, kind: str) -> bool:
    if rule.kinds:
        return kind in rule.kinds
    return isinstance(rule, ObjectRule) or kind in TEMPLATES


def hardening(context: Context, exempted: frozenset[str]) -> Plan:
    """The fills of the rules that apply in this environment and are not exempted."""
    return _hardening(_active(context), exempted | context.unfilled)


def verification(context: Context) -> Plan:
    """The checks of the rules that apply in this environment, exempted or not."""
    return _verification(_active(context))


def _active(context: Context) -> tuple[Rule, ...]:
    environment = context.environment
    flags = tuple(rule.when(environment) for rule in _conditional(context.rules) if rule.when)
    return context.rules if all(flags) else _filtered(context.rules, flags)


@lru_cache(maxsize=64)
def _conditional(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.when)


@lru_cache(maxsize=64)
def _filtered(rules: tuple[Rule, ...], flags: tuple[bool, ...]) -> tuple[Rule, ...]:
    off = {rule.name for rule, flag in zip(_conditional(rules), flags, strict=True) if not flag}
    return tuple(rule for rule in rules if rule.name not in off)


@lru_cache(maxsize=256)
def _hardening(rules: tuple[Rule, ...], skipped: frozenset[str]) -> Plan:
    return Plan(tuple(rule for rule in rules if rule.fills and rule.name not in skipped), _fills)


@lru_cache(maxsize=64)
def _verification(rules: tuple[Rule, ...]) -> Plan:
    return Plan(rules, _checks)


def _fills(rule: Rule) -> list[tuple[str, Any]]:
    if isinstance(rule, ContainerRule):
        fill = _spared(rule, _inheriting(rule) if rule.inherits else _filling(rule))
        above = [("pod", _spared(rule, _filling(rule)))] if rule.inherits else []
        return [*above, *((listed, fill) for listed in rule.of)]
    return [(_place(rule), _spared(rule, _filling(rule)))]


def _checks(rule: Rule) -> list[tuple[str, Any]]:
    if isinstance(rule, SetRule):
        return []
    if isinstance(rule, ContainerRule):
        check = _inherited(rule) if rule.inherits else _checking(rule)
        return [(listed, (rule, check)) for listed in rule.of]
    return [(_place(rule), (rule, _checking(rule)))]


def _place(rule: Rule) -> str:
    return "pod" if isinstance(rule, PodRule) else "object"


def _spared(rule: Rule, fill: Fill) -> Fill:
    spare = rule.spare
    if spare is None:
        return fill

    def unless_spared(subject: Subject) -> None:
        if not spare(subject):
            fill(subject)

    return unless_spared


def _filling(rule: Rule) -> Fill:
    if rule.harden is not None:
        return rule.harden
    assert rule.expect is not None
    fills = [fill for path in rule.paths if (fill := filler(path, rule.expect))]

    def fill_all(subject: Subject) -> None:
        for fill in fills:
            fill(subject.value)

    only = fills[0]
    return (lambda subject: only(subject.value)) if len(fills) == 1 else fill_all


def _inheriting(rule: ContainerRule) -> Fill:
    """Copies the pod's value to a container without one, then fills."""
    outer, key = rule.shared.split(".")
    fill = _filling(rule)

    def inherit(subject: Subject) -> None:
        theirs = child(subject.pod, outer).get(key)
        own = subject.value.get(outer)
        if theirs is not None and (own is None or (isinstance(own, dict) and own.get(key) is None)):
            _child_made(subject.value, outer)[key] = deepcopy(theirs) if isinstance(theirs, dict) else theirs
        fill(subject)

    return inherit


def _child_made(node: Manifest, key: str) -> Manifest:
    found = node.get(key)
    if found is None:
        found = node[key] = {}
    return found


def _checking(rule: Rule) -> Check:
    if rule.verify is not None:
        return rule.verify
    assert rule.expect is not None
    checks = [checker(path, rule.expect) for path in rule.paths]
    only = checks[0]
    if len(checks) == 1:
        return lambda subject: only(subject.value)
    return lambda subject: [fault for check in checks for fault in check(subject.value) or ()]


def _inherited(rule: ContainerRule) -> Check:
    """Checks a container's own value, or its pod's where it has none."""
    outer, key = rule.shared.split(".")
    check = _checking(rule)
    assert rule.expect is not None
    of_pod = checker(rule.paths[0], rule.expect)

    def effective(subject: Subject) -> Iterable[Fault] | None:
        if child(subject.value, outer).get(key) is not None or child(subject.pod, outer).get(key) is None:
            return check(subject)
        start = pod_path(subject.kind)
        return [Fault(f"{start}.{path}", message, subject.manifest) for path, message, _, _ in of_pod(subject.pod) or ()]

    return effective


__all__ = ["Check", "Fill", "KindPlan", "Plan", "WorkloadRule", "hardening", "verification"]
