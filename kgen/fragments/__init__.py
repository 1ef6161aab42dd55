"""Fragments: pure functions from a part of the spec to a part of a manifest, called by name in templates.

A fragment is found by being there: the module `<name>.py` of this package defines the function `<name>`. It gets what the
template passes to it (models, maps, lists, scalars) and gives text, numbers, booleans, lists and maps, or None to drop the key
it is used for. It reads no clock, no file and no network, changes nothing it is given, and raises ValueError with a plain
message for values it cannot use; the problem is then shown at the call. An installed package adds fragments through entry
points of the group `kgen.fragments`. A project cannot: a pull request must not run code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

Fragment = Callable[..., Any]

GROUP = "kgen.fragments"
"""Entry points of this group name a function, and are found under their own name."""


@cache
def names() -> tuple[str, ...]:
    """The fragments that come with kgen, in alphabetical order; none of them is imported for that."""
    files = (file for folder in __path__ for file in Path(folder).glob("*.py"))
    return tuple(sorted(file.stem for file in files if not file.name.startswith("_")))


@cache
def fragment(name: str) -> Fragment | None:
    """The fragment of that name: kgen's own, else an installed package's, else None."""
    if name in names():
        return _callable(getattr(import_module(f"{__name__}.{name}"), name, None))
    from importlib.metadata import entry_points

    found = next(iter(entry_points(group=GROUP, name=name)), None)
    return _callable(found.load()) if found else None


def _callable(value: Any) -> Fragment | None:
    return value if callable(value) else None


class Fragments(Mapping[str, Fragment]):
    """All fragments by name; each is imported when a template calls it."""

    def __getitem__(self, name: str) -> Fragment:
        found = fragment(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())
