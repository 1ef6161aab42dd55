"""Functions that fill what has no value below a map: keys that paths share are looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kgen.rules._expect import Expectation
from kgen.rules._paths import Path, Step, parse
from kgen.rules._pods import Manifest

FillMap = Callable[[Manifest], None]


def filler(asked: Iterable[tuple[str, Expectation]]) -> FillMap:
    """A function that fills what has no value below a map, or adds members; items of lists are not added."""
    paths = [(parse(path), expect) for path, expect in asked if expect.fill is not None]
    return _filler([(steps, expect) for steps, expect in paths if not steps[-1].each])


def _filler(asked: list[tuple[Path, Expectation]]) -> FillMap:
    here = [(steps[0].key, expect) for steps, expect in asked if len(steps) == 1]
    below = _below(asked)

    def fill(node: Manifest) -> None:
        for key, expect in here:
            found = node.get(key)
            if found is None:
                node[key] = expect.filled()
            elif expect.members and isinstance(found, list):
                found.extend([member for member in expect.members if member not in found])
        for step, fill_map in below:
            value = node.get(step.key)
            if value is None and not step.optional and not step.each:
                value = node[step.key] = {}
            for one in _maps(value, step):
                fill_map(one)

    return fill


def _below(asked: list[tuple[Path, Expectation]]) -> list[tuple[Step, FillMap]]:
    """How the maps below are filled, by the step that leads there."""
    grouped: dict[Step, list[tuple[Path, Expectation]]] = {}
    for steps, expect in asked:
        if len(steps) > 1:
            grouped.setdefault(steps[0], []).append((steps[1:], expect))
    return [(step, _filler(deeper)) for step, deeper in grouped.items()]


def _maps(value: Any, step: Step) -> Iterable[Manifest]:
    if step.each:
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else ()
    return (value,) if isinstance(value, dict) else ()
