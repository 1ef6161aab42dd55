"""The functions by which rules verify one place, all rules of a place together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kgen.rules import (
    CONTAINERS,
    TEMPLATES,
    ContainerRule,
    Expectation,
    Fault,
    Manifest,
    Quick,
    Rule,
    Subject,
    child,
    maps,
    pod_path,
    template_path,
)
from kgen.rules._paths import faults
from kgen.rules._testing import Suspects, test

Check = Callable[[Subject], Iterable[Fault]]


class Checks(NamedTuple):
    """What is asked about one place.

    `suspects` names at once which of the `asked` may be broken; where a container has what its pod states, `of_pod` names those
    that its pod may break. Only they are asked one by one. The `others` always are.
    """

    suspects: Suspects
    of_pod: Suspects | None
    asked: tuple[tuple[Rule, Check], ...]
    others: tuple[tuple[Rule, Check], ...]


def combined(rules: Iterable[Rule], kind: str) -> Checks:
    """The checks of the rules of one place of a kind."""
    asked: list[tuple[Rule, Check]] = []
    others: list[tuple[Rule, Check]] = []
    sure: list[tuple[int, str, Expectation | Quick]] = []
    shared: list[tuple[int, str, Quick]] = []
    for rule in rules:
        quick = _sure(rule, kind)
        sure += [(len(asked), path, expect) for path, expect in quick]
        if isinstance(rule, ContainerRule) and rule.inherits:
            shared += [(len(asked), *_of_pod(path, expect)) for path, expect in quick]
        (asked if quick else others).append((rule, rule.verify or _declared(rule)))
    return Checks(test(sure), test(shared) if shared else None, tuple(asked), tuple(others))


def _sure(rule: Rule, kind: str) -> list[tuple[str, Expectation | Quick]]:
    """What has to hold, by paths, so that the rule finds nothing; nothing if no paths can tell."""
    if rule.verify is None and rule.expect is not None:
        return [(path, rule.expect) for path in rule.paths]
    return [
        (_placed(path, kind), sure if isinstance(sure, Quick | Expectation) else Quick(sure)) for path, sure in rule.sure.items()
    ]


def _placed(path: str, kind: str) -> str:
    """The path with the place of the pod template of that kind."""
    first, _, rest = path.partition(".")
    return ".".join(filter(None, (template_path(kind), rest))) if first == "template" and kind in TEMPLATES else path


def _of_pod(path: str, expect: Expectation | Quick) -> tuple[str, Quick]:
    """What has to hold of the pod's value: the field that is inherited as a whole may be missing."""
    outer, key, *rest = path.split(".")
    return ".".join((f"{outer}?", f"{key}?", *rest)), Quick(expect.holds, expect.unset or not rest)


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
