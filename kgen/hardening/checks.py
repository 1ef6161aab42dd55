"""The functions by which rules verify one place, all rules of a place together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kgen.rules import CONTAINERS, ContainerRule, Expectation, Fault, Manifest, PodRule, Rule, Subject, child, maps, pod_path
from kgen.rules._paths import faults
from kgen.rules._testing import Asked, Quick, test

Check = Callable[[Subject], Iterable[Fault]]


class Checks(NamedTuple):
    """What is asked about one place.

    `all_right` answers at once for the `declared` rules, which hold for nearly every hardened manifest; where a container
    has what its pod states, `pod_is_right` has to hold too. Only if one says no, they are asked one by one. The `others`
    always are.
    """

    all_right: Callable[[Manifest], bool]
    pod_is_right: Callable[[Manifest], bool] | None
    declared: tuple[tuple[Rule, Check], ...]
    others: tuple[tuple[Rule, Check], ...]


def combined(rules: Iterable[Rule], apart: frozenset[str]) -> Checks:
    """The checks of the rules of one place; those named in `apart` are known to fail, and would spoil the common answer."""
    found: dict[bool, list[tuple[Rule, Check]]] = {True: [], False: []}
    asked: list[tuple[str, Asked]] = []
    of_pod: list[tuple[str, Asked]] = []
    for rule in rules:
        quick = _quick(rule) if rule.name not in apart else None
        found[quick is not None].append((rule, rule.verify or _declared(rule)))
        if quick:
            asked += [(path, quick) for path in rule.paths]
            if isinstance(rule, ContainerRule) and rule.inherits:
                of_pod += [(path, Quick(quick.holds)) for path in rule.paths]
    return Checks(test(asked), test(of_pod) if of_pod else None, tuple(found[True]), tuple(found[False]))


def _quick(rule: Rule) -> Asked | None:
    """What is asked of the rule's paths to know that it holds; None if that is not enough, or fails where it is spared.

    Workloads often are, as autoscalers decide on replicas; hardened pods and containers seldom.
    """
    if rule.spare is not None and not (rule.fills and isinstance(rule, PodRule | ContainerRule)):
        return None
    if rule.holds is not None:
        return Quick(rule.holds)
    return rule.expect if rule.verify is None else None


def _declared(rule: Rule) -> Check:
    expect = rule.expect
    assert expect is not None
    if isinstance(rule, ContainerRule) and rule.inherits:
        return _inherited(rule, expect)
    return lambda subject: _all(rule, expect, subject.value)


def _all(rule: Rule, expect: Expectation, node: Manifest) -> list[Fault]:
    return [fault for path in rule.paths for fault in faults(path, expect, node)]


def _inherited(rule: ContainerRule, expect: Expectation) -> Check:
    """Checks a container's own value, or its pod's where it has none.

    A wrong value of the pod is found even where each container says otherwise (at the first one): Pod Security refuses it.
    """
    outer, key = rule.shared.split(".")

    def effective(subject: Subject) -> Iterable[Fault]:
        is_shared = child(subject.pod, outer).get(key) is not None
        has_own = child(subject.value, outer).get(key) is not None
        if has_own or not is_shared:
            yield from _all(rule, expect, subject.value)
        if is_shared and (not has_own or _is_first(subject)):
            start = pod_path(subject.kind)
            for fault in _all(rule, expect, subject.pod):
                yield fault._replace(path=f"{start}.{fault.path}", manifest=subject.manifest)

    return effective


def _is_first(container: Subject) -> bool:
    return container.value is next(one for listed in CONTAINERS for one in maps(container.pod, listed))
