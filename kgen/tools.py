"""What all units of one build share: blueprints, the output format, the day. Workers rebuild what they cannot carry."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgen.expand.blueprint import Blueprint, find
from kgen.formats import Emitter, emitter
from kgen.problems import Problem, Problems


@dataclass(slots=True, eq=False, repr=False)
class Tools:
    """`project` is the folder whose blueprints come first; `format` one of `kgen.formats.FORMATS`; `today` ends exemptions."""

    project: Path | None
    format: str
    today: date
    _blueprints: dict[str, Blueprint] = field(default_factory=dict)
    _wrong: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _build: bytes = field(default_factory=lambda: os.urandom(16))
    """Tells this build from all others, so that none works with another one's blueprints."""

    def blueprint(self, name: str) -> Blueprint:
        """The blueprint of this name, compiled once per build and process. Raises UnknownBlueprint, or Problems in it."""
        if name in self._wrong:
            raise Problems(self._wrong[name])
        if name not in self._blueprints:
            try:
                self._blueprints[name] = find(name, self.project)
            except Problems as found:
                self._wrong[name] = found.problems
                raise
        return self._blueprints[name]

    @property
    def emitter(self) -> Emitter:
        return emitter(self.format)

    def __reduce__(self) -> Any:
        """Compiled blueprints stay where they were compiled; a worker keeps its own for all units of this build."""
        return _of_build, (self.project, self.format, self.today, self._build)


@lru_cache(maxsize=2)
def _of_build(project: Path | None, format: str, today: date, build: bytes) -> Tools:
    """The tools of one build in this process: whoever asks again gets the same ones."""
    return Tools(project, format, today, _build=build)
