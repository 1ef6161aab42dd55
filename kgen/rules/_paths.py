"""Paths to values, such as `volumes[].emptyDir?.sizeLimit`: read, and written as CEL.

A name is a key; `[]` behind it means every item of that list; `?` behind it means that the rest is asked only where the key is
set. A key that is no name is written `labels['app.kubernetes.io/name']`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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


def faults(path: str, expect: Expectation, node: Manifest) -> Iterator[Fault]:
    """What is wrong below a map."""
    for where, value in [_leaf(node, path)] if _is_plain(path) else _leaves(node, parse(path), ""):
        if not (expect.unset if value is None else expect.holds(value)):
            yield Fault(where, expect.message(where, value))


@cache
def _is_plain(path: str) -> bool:
    """Whether a path leads to exactly one value, by names alone."""
    return not any(mark in path for mark in "[?")


def _leaf(node: Any, path: str) -> tuple[str, Any]:
    for step in parse(path):
        node = node.get(step.key) if isinstance(node, dict) else None
    return path, node


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
    if step.optional or expect.unset or any(later.each for later in rest):
        return f"!{guard} || {_grouped(inner)}"
    return guard if inner == "true" else f"{guard} && {_grouped(inner)}"


def _guard(step: Step, at: str) -> tuple[str, str]:
    if step.key == "rules":
        # The API's types write the rules of a role as null where there are none.
        return f"(has({at}.rules) && {at}.rules != null)", f"{at}.rules"
    if step.key.isidentifier():
        return f"has({at}.{step.key})", f"{at}.{step.key}"
    key = json.dumps(step.key)
    return f"({key} in {at})", f"{at}[{key}]"


def _grouped(condition: str) -> str:
    return f"({condition})" if "||" in condition or "?" in condition else condition
