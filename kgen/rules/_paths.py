"""Paths to values, such as `volumes[].emptyDir?.sizeLimit`: read, filled and written as CEL.

A name is a key; `[]` behind it means every item of that list; `?` behind it means that the rest is asked only where the key is
set. A key that is no name is written `labels['app.kubernetes.io/name']`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
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


def checker(path: str, expect: Expectation) -> Callable[[Manifest], list[Fault] | None]:
    """A function that tells what is wrong below a map; None where all is right."""
    steps = parse(path)
    if any(step.each or step.optional for step in steps):
        return _list_checker(steps, expect)
    keys, holds, unset = tuple(step.key for step in steps), expect.holds, expect.unset

    def check(node: Manifest) -> list[Fault] | None:
        value: Any = node
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if unset if value is None else holds(value):
            return None
        return [Fault(path, expect.message(path, value))]

    return check


def _list_checker(steps: Path, expect: Expectation) -> Callable[[Manifest], list[Fault] | None]:
    holds, unset = expect.holds, expect.unset

    def check(node: Manifest) -> list[Fault] | None:
        wrong = [
            Fault(where, expect.message(where, value))
            for where, value in _leaves(node, steps, "")
            if not (unset if value is None else holds(value))
        ]
        return wrong or None

    return check


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


def filler(path: str, expect: Expectation) -> Callable[[Manifest], None] | None:
    """A function that fills what has no value below a map, or adds members; None if the expectation fills nothing."""
    steps = parse(path)
    if expect.fill is None or steps[-1].each:
        return None

    def fill(node: Manifest) -> None:
        _fill(node, steps, expect)

    return fill


def _fill(node: Any, steps: Path, expect: Expectation) -> None:
    for index, step in enumerate(steps[:-1]):
        value = node.get(step.key)
        if step.each:
            for item in value if isinstance(value, list) else ():
                if isinstance(item, dict):
                    _fill(item, steps[index + 1 :], expect)
            return
        if value is None:
            if step.optional:
                return
            value = node[step.key] = {}
        elif not isinstance(value, dict):
            return
        node = value
    _put(node, steps[-1].key, expect)


def _put(node: Manifest, key: str, expect: Expectation) -> None:
    found = node.get(key)
    if found is None:
        node[key] = expect.filled()
    elif expect.members and isinstance(found, list):
        found.extend(member for member in expect.members if member not in found)


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
    return f"({condition})" if "||" in condition or "&&" in condition or "?" in condition else condition
