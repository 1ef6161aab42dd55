"""The cache of one build: whether there is one, and what it is about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from kgen.cache.identity import identity
from kgen.cache.key import Base, address
from kgen.cache.place import folder
from kgen.cache.recall import Recall
from kgen.cache.store import Store
from kgen.link.work import Work
from kgen.problems import Problems
from kgen.tools import Tools
from kgen.unit import NAMESPACE_BLUEPRINT, Compiled, Unit


class Cache:
    """What a build remembers: `recall` goes to whoever compiles, the rest stays."""

    def __init__(self, store: Store, recall: Recall) -> None:
        self._store = store
        self.recall = recall

    def known(self, unit: Unit) -> bytes:
        """What is known of a unit; `Recall.compiled` decides whether it still holds."""
        return self._store.known(address(unit))

    def keep(self, units: Iterable[Compiled]) -> Iterator[Compiled]:
        """The units as they pass, noted for the next build."""
        return self._store.keep(units)

    def commit(self) -> None:
        """Let later builds know what this one made; only of builds that succeeded."""
        self._store.commit()

    def close(self) -> None:
        """Forget what was not let known."""
        self._store.close()


def cache_of(work: Work, tools: Tools, out: Path) -> Cache | None:
    """The cache of a whole project, built into `out`; None where it can have none."""
    sources = work.sources
    place = folder(sources.project.root) if sources.project.root else None
    known = place and _identity(tools)
    if not (place and known):
        return None
    environments = sorted(sources.chosen_environments or ())
    of = repr((os.path.realpath(sources.project.root or ""), tools.format, environments))
    name = sha256(of.encode("utf-8", "surrogateescape")).hexdigest()
    return Cache(Store(place / f"{name[:32]}.units", known), Recall(Base(known, tools.format, tools.today), os.fspath(out)))


def _identity(tools: Tools) -> bytes | None:
    try:
        return identity([*tools.loaded, tools.blueprint(NAMESPACE_BLUEPRINT)], tools.rulebook)
    except Problems:
        return None
