"""What hardening added to a value: it may fill and append, and must leave all else as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kgen.problems import Path


class Addition(NamedTuple):
    """A value that stands at a path where nothing stood, or null."""

    path: Path
    value: Any


def additions(before: Any, after: Any, path: Path = ()) -> Iterator[Addition]:
    """The additions that make `after` of `before`. Raises AssertionError where something was changed or is gone."""
    if isinstance(before, dict):
        assert isinstance(after, dict)
        assert before.keys() <= after.keys()
        for key, value in after.items():
            yield from additions(before.get(key), value, (*path, key))
    elif isinstance(before, list):
        assert isinstance(after, list)
        assert len(before) <= len(after)
        for index, value in enumerate(after):
            if index < len(before):
                yield from additions(before[index], value, (*path, index))
            else:
                yield Addition((*path, index), value)
    elif before is None and after is not None:
        yield Addition(path, after)
    else:
        assert type(before) is type(after)
        assert before == after


def put(root: Any, addition: Addition) -> None:
    """Put an addition into a tree that lacks it."""
    *way, last = addition.path
    for step in way:
        root = root[step]
    if isinstance(root, list) and last == len(root):
        root.append(addition.value)
    else:
        root[last] = addition.value
