"""What all units of one build share: blueprints, the output format, the day. Workers rebuild what they cannot carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kgen.formats import Emitter, emitter
from kgen.expand.blueprint import Blueprint, find


@dataclass(slots=True)
class Tools:
    """`project` is the folder whose blueprints come first; `format` one of `kgen.formats.FORMATS`; `today` ends exemptions."""

    project: Path | None
    format: str
    today: date
    _blueprints: dict[str, Blueprint] = field(default_factory=dict)

    def blueprint(self, name: str) -> Blueprint:
        """The blueprint of this name, compiled once per build and process. Raises UnknownBlueprint."""
        if name not in self._blueprints:
            self._blueprints[name] = find(name, self.project)
        return self._blueprints[name]

    @property
    def emitter(self) -> Emitter:
        return emitter(self.format)

    def __getstate__(self) -> Any:
        """Compiled blueprints stay where they were compiled."""
        return {"project": self.project, "format": self.format, "today": self.today}

    def __setstate__(self, state: Any) -> None:
        self.project, self.format, self.today = state["project"], state["format"], state["today"]
        self._blueprints = {}
