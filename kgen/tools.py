"""What all units of one build share: blueprints, rules, the output format, the day. Workers rebuild what they cannot carry."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgen.expand.blueprint import Blueprint, find
from kgen.findings import Severity
from kgen.formats import Emitter, emitter
from kgen.model.environment import Environment
from kgen.organisation.book import Rulebook, read_rules, with_severities
from kgen.problems import Problem, Problems
from kgen.rules import Rule, Rules, built_in


@dataclass(slots=True, eq=False, repr=False)
class Tools:
    """`project` is the folder whose blueprints come first; `format` one of `kgen.formats.FORMATS`; `today` ends exemptions."""

    project: Path | None
    format: str
    today: date
    installed: tuple[str, ...] = ()
    """The installed packages whose rules the project asks; planning sets it."""
    _blueprints: dict[str, Blueprint] = field(default_factory=dict)
    _wrong: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _rulebook: Rulebook | None = None
    _rules: dict[tuple[tuple[str, Severity], ...], tuple[Rule, ...]] = field(default_factory=dict)
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
    def rulebook(self) -> Rulebook:
        """The rules of the project, read once per build and process."""
        if self._rulebook is None:
            self._rulebook = read_rules(self.project, self.installed)
        return self._rulebook

    def rules(self, environment: Environment) -> tuple[Rule, ...]:
        """The rules that a build asks in an environment, with the severities that count there."""
        severities = environment.severities
        if not severities and not self.rulebook.own and not self.rulebook.brought.rules:
            return built_in()
        key = tuple(severities.items())
        if key not in self._rules:
            rules = with_severities(self.rulebook.rules, severities).values()
            self._rules[key] = Rules(rule for rule in rules if rule.building)
        return self._rules[key]

    @property
    def loaded(self) -> list[Blueprint]:
        """The blueprints that were asked for so far."""
        return list(self._blueprints.values())

    @property
    def emitter(self) -> Emitter:
        return emitter(self.format)

    def __reduce__(self) -> Any:
        """Compiled blueprints and rules stay where they were compiled; a worker keeps its own for all units of this build."""
        return _of_build, (self.project, self.format, self.today, self.installed, self._build)


@lru_cache(maxsize=2)
def _of_build(project: Path | None, format: str, today: date, installed: tuple[str, ...], build: bytes) -> Tools:
    """The tools of one build in this process: whoever asks again gets the same ones."""
    return Tools(project, format, today, installed, _build=build)
