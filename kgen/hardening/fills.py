"""The functions by which rules harden one place, all rules of a place together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgen.rules import CONTAINERS, ContainerRule, Rule, Subject, child, copied, made
from kgen.rules._filling import filler

Fill = Callable[[Subject], None]


def fills(rules: Sequence[Rule], place: str) -> tuple[Fill, ...]:
    """What is called to harden one place: one function for all rules that only declare, and one for each other rule."""
    declared = [rule for rule in rules if not rule.spare and not rule.harden]
    others = [rule for rule in rules if rule.spare or rule.harden]
    together = (_filling(declared, place),) if declared else ()
    return (*together, *(_spared(rule, _filling([rule], place)) for rule in others))


def _spared(rule: Rule, fill: Fill) -> Fill:
    spare = rule.spare
    if spare is None:
        return fill

    def unless_spared(subject: Subject) -> None:
        if not spare(subject):
            fill(subject)

    return unless_spared


def _filling(rules: list[Rule], place: str) -> Fill:
    """Fills a container with its pod's values first."""
    fill = rules[0].harden or _declared(rules)
    inherited: dict[str, list[str]] = {}
    for rule in rules if place in CONTAINERS else ():
        if isinstance(rule, ContainerRule) and rule.inherits:
            outer, key = rule.shared.split(".")
            inherited.setdefault(outer, []).append(key)
    if not inherited:
        return fill

    def inherit_and_fill(container: Subject) -> None:
        for outer, keys in inherited.items():
            _inherit(container, outer, keys)
        fill(container)

    return inherit_and_fill


def _declared(rules: list[Rule]) -> Fill:
    fill = filler((path, rule.expect) for rule in rules if rule.expect for path in rule.paths)
    return lambda subject: fill(subject.value)


def _inherit(container: Subject, outer: str, keys: list[str]) -> None:
    """Copies the pod's values to a container without them."""
    theirs = child(container.pod, outer)
    missing = [key for key in keys if theirs.get(key) is not None]
    own = made(container.value, outer) if missing else None
    if own is not None:
        for key in missing:
            if own.get(key) is None:
                own[key] = copied(theirs[key])
