"""The functions by which a rule hardens, and where they are called."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from kgen.rules import ContainerRule, PodRule, Rule, Subject, child, made
from kgen.rules._paths import filler

Fill = Callable[[Subject], None]


def fills_of(rule: Rule) -> list[tuple[str, Fill]]:
    """Where the rule fills (`object`, `pod` or a list of containers), and the function that does."""
    if not isinstance(rule, ContainerRule):
        return [("pod" if isinstance(rule, PodRule) else "object", _spared(rule, _filling(rule)))]
    fill = _spared(rule, _inheriting(rule) if rule.inherits else _filling(rule))
    above = [("pod", _spared(rule, _filling(rule)))] if rule.inherits else []
    return [*above, *((listed, fill) for listed in rule.of)]


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

    return fill_all


def _inheriting(rule: ContainerRule) -> Fill:
    """Copies the pod's value to a container without one, then fills."""
    outer, key = rule.shared.split(".")
    fill = _filling(rule)

    def inherit(subject: Subject) -> None:
        own = subject.value.get(outer)
        if own is None or (isinstance(own, dict) and own.get(key) is None):
            theirs = child(subject.pod, outer).get(key)
            context = made(subject.value, outer) if theirs is not None else None
            if context is not None:
                context[key] = deepcopy(theirs)
        fill(subject)

    return inherit
