"""Functions that tell at once which of many rules may be broken below a map.

It is the common question, and nearly always the answer is none: so one Python function is written for all rules of a place, which
looks up once what paths share, and builds no path. Only rules that it names are asked in full: whatever makes a rule certain to
find nothing (`Rule.sure`) belongs here. Only text that `repr` made and names that are made here get into its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from kgen.rules._expect import Expectation, Quick
from kgen.rules._paths import Path, parse

Suspects = Callable[[Any], list[int]]


class Asked(NamedTuple):
    """What has to hold of the value at a path, or else the rule of that number may be broken."""

    rule: int
    path: Path
    expect: Expectation | Quick

    @property
    def is_needed(self) -> bool:
        """Whether a value has to be there: not for items, for what is optional, and for what may be left out."""
        is_sought = not any(step.each for step in self.path) and not any(step.optional for step in self.path[:-1])
        return is_sought and not self.expect.unset


_MANY = 4
"""Keys from which on it is asked first whether any of them is there."""


def test(asked: Iterable[tuple[int, str, Expectation | Quick]]) -> Suspects:
    """A function that names the rules that may be broken below a map; none of the others is."""
    writer = _Writer()
    writer.value([Asked(rule, parse(path), expect) for rule, path, expect in asked], "node", "    ")
    source = "\n".join(["def suspects(node):", "    found = []", *writer.lines, "    return found"])
    exec(compile(source, "<expectations>", "exec"), writer.names)  # noqa: S102 - see the module's docstring
    suspects: Suspects = writer.names["suspects"]
    return suspects


class _Writer:
    """Writes statements that note which rules may be broken; `names` are what they refer to."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}

    def value(self, asked: Sequence[Asked], value: str, indent: str) -> None:
        """Asks for a value that is set, and for what is below it."""
        for one in asked:
            if not one.path:
                self._line(f"{indent}if not {self._name(one.expect.holds)}({value}): found.append({one.rule})")
        deeper = [one for one in asked if one.path]
        if deeper:
            self._map(deeper, value, indent)

    def _map(self, asked: list[Asked], node: str, indent: str) -> None:
        """Asks for the keys below a value; whatever is no map has none."""
        by_key: dict[str, list[Asked]] = {}
        for one in asked:
            by_key.setdefault(one.path[0].key, []).append(one)
        needed = [key for key, below in by_key.items() if _missed(below)]
        possible = [key for key in by_key if key not in needed]
        deeper = f"{indent}    "
        self._line(f"{indent}if isinstance({node}, dict):")
        for key in needed:
            value = self._fetch(node, key, deeper)
            self._line(f"{deeper}if {value} is None: found += {_missed(by_key[key])}")
            self._line(f"{deeper}else:")
            self._steps(by_key[key], value, f"{deeper}    ")
        if len(possible) > _MANY:
            self._line(f"{deeper}if not {self._name(frozenset(possible))}.isdisjoint({node}):")
            deeper += "    "
        for key in possible:
            value = self._fetch(node, key, deeper)
            self._line(f"{deeper}if {value} is not None:")
            self._steps(by_key[key], value, f"{deeper}    ")
        if needed:
            self._line(f"{indent}else: found += {_missed(asked)}")

    def _fetch(self, node: str, key: str, indent: str) -> str:
        value = f"v{len(self.lines)}"
        self._line(f"{indent}{value} = {node}.get({key!r})")
        return value

    def _steps(self, asked: list[Asked], value: str, indent: str) -> None:
        """Asks for a value that is set under a key, or for its items."""
        for each in (False, True):
            below = [one._replace(path=one.path[1:]) for one in asked if one.path[0].each == each]
            if below and each:
                item = f"v{len(self.lines)}"
                self._line(f"{indent}for {item} in {value} if isinstance({value}, list) else ():")
                self.value(below, item, f"{indent}    ")
            elif below:
                self.value(below, value, indent)

    def _name(self, value: Any) -> str:
        name = f"c{len(self.names)}"
        self.names[name] = value
        return name

    def _line(self, text: str) -> None:
        self.lines.append(text)


def _missed(asked: Iterable[Asked]) -> tuple[int, ...]:
    """The rules that are broken if there is nothing at all."""
    return tuple(dict.fromkeys(one.rule for one in asked if one.is_needed))
