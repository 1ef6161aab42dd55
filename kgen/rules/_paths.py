"""Paths to values, such as `volumes[].emptyDir?.sizeLimit`: read, and written as CEL.

A name is a key; `[]` behind it means every item of that list; `?` behind it means that the rest is asked only where the key is
set. A key that is no name is written `labels['app.kubernetes.io/name']`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from kgen.rules._expect import Expectation
from kgen.rules._pods import Manifest
from kgen.rules._subject import Fault

_STEP = re.compile(r"\.?(?:(?P<name>[A-Za-z0-9_-]+)|\['(?P<key>[^']+)'\])(?P<mark>\?|\[\])?")


class Step(NamedTuple):
    """One key of a path."""

    key: str
    each: bool = False
    optional: bool = False

    def under(self, where: str) -> str:
        """The path of this key below another."""
        if "." in self.key or "/" in self.key:
            return f"{where}['{self.key}']"
        return f"{where}.{self.key}" if where else self.key


Path = tuple[Step, ...]


@cache
def parse(text: str) -> Path:
    """The steps of a path; ValueError if it is none."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if not match:
            raise ValueError(f"'{text}' is no path")
        steps.append(Step(match["name"] or match["key"], match["mark"] == "[]", match["mark"] == "?"))
        at = match.end()
    return tuple(steps)


Test = Callable[[Any], bool]


class Quick(NamedTuple):
    """The part of an expectation that tells whether a value is right."""

    holds: Callable[[Any], bool]
    unset: bool = True


Asked = Expectation | Quick


def test(asked: Iterable[tuple[str, Asked]]) -> Test:
    """A function that tells whether all these expectations hold below a map.

    It is the common question, answered without building paths: keys that paths share are looked up once, and all keys that have
    to be left out are looked for in one go.
    """
    return _test([(parse(path), expect) for path, expect in asked])


def faults(path: str, expect: Expectation, node: Manifest) -> Iterator[Fault]:
    """What is wrong below a map."""
    for where, value in _leaves(node, parse(path), ""):
        if not (expect.unset if value is None else expect.holds(value)):
            yield Fault(where, expect.message(where, value))


def _test(asked: Iterable[tuple[Path, Asked]], *, optional: bool = False) -> Test:
    """Keys that have to be there are asked one by one; of all others only those that are there.

    What is no map counts as an empty one; if it is optional, it is right.
    """
    needed, possible = _by_key(asked)
    are_many = len(possible) > 4
    otherwise = optional or not needed

    def all_right(node: Any) -> bool:
        if not isinstance(node, dict):
            return otherwise
        get = node.get
        for key, holds in needed:
            value = get(key)
            if value is None or not holds(value):
                return False
        for key in possible.keys() & node.keys() if are_many else possible:
            value = get(key)
            if value is not None and not possible[key](value):
                return False
        return True

    return all_right


Holds = Callable[[Any], bool]


def _by_key(asked: Iterable[tuple[Path, Asked]]) -> tuple[list[tuple[str, Holds]], dict[str, Holds]]:
    """What must hold for the value of each key: of keys that must be there, and of keys that may be missing."""
    grouped: dict[Step, list[tuple[Path, Asked]]] = {}
    for steps, expect in asked:
        grouped.setdefault(steps[0], []).append((steps[1:], expect))
    needed: list[tuple[str, Holds]] = []
    possible: dict[str, list[Holds]] = {}
    for step, below in grouped.items():
        for holds, may_miss in _tests_of(step, below):
            if may_miss:
                possible.setdefault(step.key, []).append(holds)
            else:
                needed.append((step.key, holds))
    return needed, {key: _all(holds) for key, holds in possible.items()}


def _tests_of(step: Step, below: list[tuple[Path, Asked]]) -> Iterator[tuple[Holds, bool]]:
    """The tests of a value, each with whether the value may be missing."""
    deeper = [(steps, expect) for steps, expect in below if steps]
    tests = [(expect.holds, expect.unset) for steps, expect in below if not steps]
    if deeper:
        inner = _test(deeper, optional=step.optional)
        tests.append((inner, inner(None)))
    if step.each:
        yield _in_list(_all([holds for holds, _ in tests])), True
    else:
        yield from tests


def _all(tests: list[Holds]) -> Holds:
    def every(value: Any) -> bool:
        for holds in tests:  # noqa: SIM110 - a generator costs more than the tests
            if not holds(value):
                return False
        return True

    return tests[0] if len(tests) == 1 else every


def _in_list(holds: Holds) -> Holds:
    def each(value: Any) -> bool:
        for item in value if isinstance(value, list) else ():  # noqa: SIM110 - a generator costs more than the test
            if not holds(item):
                return False
        return True

    return each


def _leaves(node: Any, steps: Path, where: str) -> Iterator[tuple[str, Any]]:
    step, rest = steps[0], steps[1:]
    value = node.get(step.key) if isinstance(node, dict) else None
    where = step.under(where)
    if step.each:
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if rest:
                yield from _leaves(item, rest, f"{where}[{index}]")
            else:
                yield f"{where}[{index}]", item
    elif not rest:
        yield where, value
    elif value is not None or not step.optional:
        yield from _leaves(value, rest, where)


def cel(path: str, expect: Expectation, at: str) -> str:
    """The same as a CEL condition on the expression `at`; it errs on no missing key."""
    return _cel(parse(path), expect, at, 0)


def has(path: str, at: str) -> str:
    """A CEL condition: every key of the path is set below the expression `at`."""
    guards = []
    for step in parse(path):
        guard, at = _guard(step, at)
        guards.append(guard)
    return " && ".join(guards)


def _cel(steps: Path, expect: Expectation, at: str, depth: int) -> str:
    if not steps:
        return expect.cel(at)
    step, rest = steps[0], steps[1:]
    guard, value = _guard(step, at)
    if step.each:
        item = "ijklmn"[depth]
        return f"!{guard} || {value}.all({item}, {_cel(rest, expect, item, depth + 1)})"
    inner = _cel(rest, expect, value, depth)
    if step.optional or expect.unset:
        return f"!{guard} || {_grouped(inner)}"
    return guard if inner == "true" else f"{guard} && {_grouped(inner)}"


def _guard(step: Step, at: str) -> tuple[str, str]:
    if step.key.isidentifier():
        return f"has({at}.{step.key})", f"{at}.{step.key}"
    key = json.dumps(step.key)
    return f"({key} in {at})", f"{at}[{key}]"


def _grouped(condition: str) -> str:
    return f"({condition})" if "||" in condition or "?" in condition else condition
