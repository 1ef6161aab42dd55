"""The functions by which rules verify one place, all rules of a place together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kgen.rules import ContainerRule, Expectation, Fault, Manifest, Rule, Subject, child, pod_path
from kgen.rules._paths import faults, test

Check = Callable[[Subject], Iterable[Fault]]


class Checks(NamedTuple):
    """What is asked about one place.

    `all_right` answers at once for the `declared` rules, which hold for nearly every hardened manifest; only if it says no they
    are asked one by one. The `others` always are.
    """

    all_right: Callable[[Manifest], bool]
    declared: tuple[tuple[Rule, Check], ...]
    others: tuple[tuple[Rule, Check], ...]


def combined(rules: Iterable[Rule], apart: frozenset[str]) -> Checks:
    """The checks of the rules of one place; those named in `apart` are known to fail, and would spoil the common answer."""
    found: dict[bool, list[tuple[Rule, Check]]] = {True: [], False: []}
    asked = []
    for rule in rules:
        together = _is_usual(rule) and rule.name not in apart
        found[together].append((rule, rule.verify or _declared(rule)))
        if together and rule.expect is not None:
            asked += [(path, rule.expect) for path in rule.paths]
    return Checks(test(asked), tuple(found[True]), tuple(found[False]))


def _is_usual(rule: Rule) -> bool:
    """Whether the rule is declared, and spares nothing."""
    if rule.verify is not None or rule.expect is None:
        return False
    if isinstance(rule, ContainerRule) and rule.inherits and rule.expect.unset:
        # A container without the key is not right by itself: its pod may have set it.
        return False
    return rule.fills or rule.spare is None


def _declared(rule: Rule) -> Check:
    expect = rule.expect
    assert expect is not None
    if isinstance(rule, ContainerRule) and rule.inherits:
        return _inherited(rule, expect)
    is_right = test((path, expect) for path in rule.paths)

    def check(subject: Subject) -> Iterable[Fault]:
        if is_right(subject.value):
            return ()
        return [fault for path in rule.paths for fault in faults(path, expect, subject.value)]

    return check


def _inherited(rule: ContainerRule, expect: Expectation) -> Check:
    """Checks a container's own value, or its pod's where it has none."""
    outer, key = rule.shared.split(".")
    (path,) = rule.paths
    is_right = test([(path, expect)])

    def effective(subject: Subject) -> Iterable[Fault]:
        inherits = child(subject.value, outer).get(key) is None and child(subject.pod, outer).get(key) is not None
        asked = subject.pod if inherits else subject.value
        if is_right(asked):
            return ()
        start = pod_path(subject.kind)
        found = faults(path, expect, asked)
        return (fault._replace(path=f"{start}.{fault.path}", manifest=subject.manifest) for fault in found) if inherits else found

    return effective
