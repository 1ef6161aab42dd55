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
    named = _CONTAINER.search(finding.path) if finding.container else None
    if named is None:
        return _INDEX.sub("[]", finding.path)
    before, below = (_INDEX.sub("[]", part) for part in (finding.path[: named.start()], finding.path[named.end() :]))
    return f"{before}{named[1]}[{finding.container}]{below}"
