"""What makes a finding the same one tomorrow: where it stands in its object, not in which line or at which number of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from posixpath import normpath
from typing import NamedTuple

from kgen.findings import Finding
from kgen.lint.report import Placed
from kgen.problems import visible

_CONTAINER = re.compile(r"\b(containers|initContainers|ephemeralContainers)\[[0-9]+\]")
_INDEX = re.compile(r"\[[0-9]+\]")


class Identity(NamedTuple):
    """Findings with the same identity cannot be told apart; they are counted.

    `path` holds no numbers of list items: a container stands under its name (`containers[server]`), other items as `[]`.
    """

    file: str
    object: str
    rule: str
    path: str


def identity(placed: Placed) -> Identity:
    """Of one finding; hidden characters are escaped, so that each part can be written to any file."""
    finding = placed.finding
    return Identity(visible(normpath(placed.file)), object_of(finding), visible(finding.rule), visible(_path(finding)))


def numbered(placed: Iterable[Placed]) -> Iterator[tuple[Placed, Identity, int]]:
    """Each finding with its identity, and which it is of those that have the same, from 1."""
    seen: Counter[Identity] = Counter()
    for one in placed:
        same = identity(one)
        seen[same] += 1
        yield one, same, seen[same]


def object_of(finding: Finding) -> str:
    """`Deployment shop/cart`, with hidden characters escaped."""
    return visible(
        f"{finding.kind} {finding.namespace}/{finding.name}" if finding.namespace else f"{finding.kind} {finding.name}"
    )


def _path(finding: Finding) -> str:
    if not finding.container:
        return _INDEX.sub("[]", finding.path)
    head, container, rest = _parted(finding.path)
    return f"{_INDEX.sub('[]', head)}{container}[{finding.container}]{_INDEX.sub('[]', rest)}" if container else finding.path


def _parted(path: str) -> tuple[str, str, str]:
    """What stands before the container, the list it is in, and what stands below it."""
    found = _CONTAINER.search(path)
    return (path[: found.start()], found[1], path[found.end() :]) if found else (path, "", "")
