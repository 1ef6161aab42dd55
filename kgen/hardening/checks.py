"""The functions by which rules verify one place, all rules of a place together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kgen.rules import ContainerRule, Fault, Manifest, PodRule, Rule, Subject, child, pod_path
from kgen.rules._paths import faults, test

Check = Callable[[Subject], Iterable[Fault]]


class Checks(NamedTuple):
    """What is asked about one place.

    `all_right` answers for all declared rules at once; only if it says no they are asked one by one.
    """

    all_right: Callable[[Manifest], bool]
    declared: tuple[tuple[Rule, Check], ...]
    coded: tuple[tuple[Rule, Check], ...]


def places_of(rule: Rule) -> tuple[str, ...]:
    """Where the rule looks: `object`, `pod`, or lists of containers."""
    if isinstance(rule, ContainerRule):
        return rule.of
    return ("pod",) if isinstance(rule, PodRule) else ("object",)


def combined(rules: Iterable[Rule]) -> Checks:
    """The checks of the rules of one place."""
    declared = []
    coded = []
    asked = []
    for rule in rules:
        if rule.verify is not None:
            coded.append((rule, rule.verify))
        elif rule.expect is not None and isinstance(rule, ContainerRule) and rule.inherits and rule.expect.unset:
            # A container without the key is not right by itself: its pod may have set it.
            coded.append((rule, _inherited(rule)))
        elif rule.expect is not None:
            asked += [(path, rule.expect) for path in rule.paths]
            declared.append((rule, _inherited(rule) if isinstance(rule, ContainerRule) and rule.inherits else _declared(rule)))
    return Checks(test(asked), tuple(declared), tuple(coded))


def _declared(rule: Rule) -> Check:
    def check(subject: Subject) -> Iterator[Fault]:
        assert rule.expect is not None
        for path in rule.paths:
            yield from faults(path, rule.expect, subject.value)

    return check


def _inherited(rule: ContainerRule) -> Check:
    """Checks a container's own value, or its pod's where it has none."""
    outer, key = rule.shared.split(".")
    path, expect = rule.paths[0], rule.expect
    own = _declared(rule)
    assert expect is not None
    is_right = test([(path, expect)])

    def effective(subject: Subject) -> Iterable[Fault]:
        if child(subject.value, outer).get(key) is not None:
            return own(subject)
        if child(subject.pod, outer).get(key) is None:
            return () if expect.unset else own(subject)
        if is_right(subject.pod):
            return ()
        start = pod_path(subject.kind)
        found = faults(path, expect, subject.pod)
        return [Fault(f"{start}.{where}", message, subject.manifest) for where, message, _, _ in found]

    return effective
