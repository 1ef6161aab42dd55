"""The paths of findings, followed through manifests."""

from __future__ import annotations

import re
from typing import Any

_STEP = re.compile(r"\.?(?:(?P<name>[^.\[\]']+)|\['(?P<key>.*?)'\](?=[.\[]|$)|\[(?P<index>[0-9]+)\])", re.DOTALL)


def steps(path: str) -> list[str | int]:
    """The keys and indexes of a path; ValueError if it is none."""
    found: list[str | int] = []
    place = 0
    while place < len(path):
        match = _STEP.match(path, place)
        if not match:
            raise ValueError(f"'{path}' is no path")
        found.append(int(match["index"]) if match["index"] else match["name"] or match["key"] or "")
        place = match.end()
    return found


def at(path: str, manifest: Any) -> Any:
    """The value there; None where nothing is."""
    node = manifest
    for step in steps(path):
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def stands(path: str, manifest: Any) -> bool:
    """Whether the value is there, or what would hold it could: keys may be missing in maps, but no items of lists."""
    node: Any = manifest
    for step in steps(path):
        if node is None:
            return not isinstance(step, int)
        if not isinstance(node, list if isinstance(step, int) else dict):
            return False
        if isinstance(step, int) and step >= len(node):
            return False
        found: Any = node
        node = found[step] if isinstance(step, int) else found.get(step)
    return True
