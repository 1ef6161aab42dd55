"""How the author of a file lays out YAML, so that what is added looks like their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kgen.rewrite.tree import Node, walk


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns: `step` from a key to keys below it, `offset` from a key to dashes below it, `dash` from a dash to its item."""

    step: int = 2
    offset: int = 0
    dash: int = 2


def layout(documents: Iterable[Node]) -> Layout:
    """What the text does most often; where it shows nothing, what `kubectl get -o yaml` does."""
    steps: Counter[int] = Counter()
    offsets: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    for node in (node for document in documents for node in walk(document)):
        if node.flow or node.kind not in ("map", "list"):
            continue
        if node.kind == "list":
            dashes.update(item.column - node.column for item in node.items if item.kind in ("map", "scalar") and not item.name)
        for key, value in zip(node.keys, node.items, strict=False):
            if not value.flow and value.items:
                (steps if value.kind == "map" else offsets)[value.column - key.column] += 1
    usual = Layout()
    step = _most(steps, usual.step, least=1)
    return Layout(step, _most(offsets, usual.offset, least=0), _most(dashes, usual.dash, least=2))


def _most(counted: Counter[int], otherwise: int, least: int) -> int:
    possible = [(count, -columns) for columns, count in counted.items() if least <= columns <= 8]
    return -max(possible)[1] if possible else otherwise
