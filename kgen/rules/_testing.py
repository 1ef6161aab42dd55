"""Functions that tell at once whether many expectations hold below a map.

It is the common question, and nearly always the answer is yes: so one Python function is written for all of them, which looks up
once what paths share, and builds no path. Only text that `repr` made and names that are made here get into its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from kgen.rules._expect import Expectation
from kgen.rules._paths import Path, Step, parse

Test = Callable[[Any], bool]


class Quick(NamedTuple):
    """The part of an expectation that tells whether a value is right."""

    holds: Callable[[Any], bool]
    unset: bool = True


Asked = Expectation | Quick
_Below = list[tuple[Path, Asked]]

_MANY = 4
"""Keys from which on it is asked first whether any of them is there."""


def test(asked: Iterable[tuple[str, Asked]]) -> Test:
    """A function that tells whether all these expectations hold below a map; what is no map counts as an empty one."""
    writer = _Writer()
    writer.map([(parse(path), expect) for path, expect in asked], "node", "    ", optional=False)
    source = "\n".join(["def all_right(node):", *writer.lines, "    return True"])
    exec(compile(source, "<expectations>", "exec"), writer.names)  # noqa: S102 - see the module's docstring
    all_right: Test = writer.names["all_right"]
    return all_right


class _Writer:
    """Writes statements that return False where something is wrong; `names` are what they refer to."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}

    def map(self, asked: _Below, node: str, indent: str, *, optional: bool) -> None:
        """Asks for the keys below a value; what is no map is right if it is optional, or if nothing has to be there."""
        steps = _by_step(asked)
        needed = list(dict.fromkeys(step.key for step, below in steps.items() if not _may_miss(step, below)))
        possible = list(dict.fromkeys(step.key for step in steps if step.key not in needed))
        deeper = f"{indent}    "
        self._line(f"{indent}if isinstance({node}, dict):")
        for key in needed:
            value = self._fetch(node, key, deeper)
            self._line(f"{deeper}if {value} is None: return False")
            self._tests(steps, key, value, deeper)
        if len(possible) > _MANY:
            self._line(f"{deeper}if not {self._name(frozenset(possible))}.isdisjoint({node}):")
            deeper += "    "
        for key in possible:
            value = self._fetch(node, key, deeper)
            self._line(f"{deeper}if {value} is not None:")
            self._tests(steps, key, value, f"{deeper}    ")
        if needed and not optional:
            self._line(f"{indent}else: return False")
        elif not steps:
            self._line(f"{deeper}pass")

    def _fetch(self, node: str, key: str, indent: str) -> str:
        value = f"v{len(self.lines)}"
        self._line(f"{indent}{value} = {node}.get({key!r})")
        return value

    def _tests(self, steps: dict[Step, _Below], key: str, value: str, indent: str) -> None:
        for step, below in steps.items():
            if step.key != key:
                continue
            if step.each:
                item = f"v{len(self.lines)}"
                self._line(f"{indent}for {item} in {value} if isinstance({value}, list) else ():")
                self._value(step, below, item, f"{indent}    ")
            else:
                self._value(step, below, value, indent)

    def _value(self, step: Step, below: _Below, value: str, indent: str) -> None:
        for path, expect in below:
            if not path:
                self._line(f"{indent}if not {self._name(expect.holds)}({value}): return False")
        deeper = [(path, expect) for path, expect in below if path]
        if deeper:
            self.map(deeper, value, indent, optional=step.optional)

    def _name(self, value: Any) -> str:
        name = f"c{len(self.names)}"
        self.names[name] = value
        return name

    def _line(self, text: str) -> None:
        self.lines.append(text)


def _by_step(asked: _Below) -> dict[Step, _Below]:
    """What is asked below each first step."""
    grouped: dict[Step, _Below] = {}
    for path, expect in asked:
        grouped.setdefault(path[0], []).append((path[1:], expect))
    return grouped


def _may_miss(step: Step, below: _Below) -> bool:
    """Whether a key may be missing: items, what is optional, and what nothing has to be in."""
    if step.each:
        return True
    deeper = _by_step([(path, expect) for path, expect in below if path])
    inside = step.optional or all(_may_miss(*each) for each in deeper.items())
    return inside and all(expect.unset for path, expect in below if not path)
