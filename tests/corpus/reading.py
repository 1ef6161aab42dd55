"""The manifests of the corpus: `manifests/<theme>/<name>.yaml`, whose first line says what it is about.

A second line `# facts: {…}` states fields of the environment. Beside each stands `<name>.findings` with what rules find.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from kgen.findings import Finding
from kgen.foreign.read import Reading, read
from kgen.lint.facts import Facts
from kgen.lint.judge import judge
from kgen.rules import Context, registry
from tests.rules.cases import environment

FOLDER = Path(__file__).parent / "manifests"
_FACTS = "# facts: "
_TODAY = date(2026, 1, 1)

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One file of the corpus."""

    path: Path

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def about(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0]

    @property
    def expected(self) -> Path:
        return self.path.with_suffix(".findings")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def facts(self) -> str:
        """Fields of the environment, as YAML."""
        second = self.text.split("\n", 2)[1]
        return second.removeprefix(_FACTS) if second.startswith(_FACTS) else "{}"

    @property
    def context(self) -> Context:
        return context(self.facts)

    @cached_property
    def reading(self) -> Reading:
        return read([str(self.path)], bytes)

    @property
    def manifests(self) -> list[Manifest]:
        """The objects, read as kubectl does; what is no object is left out."""
        return [one.manifest for one in self.reading.manifests]

    @cached_property
    def findings(self) -> list[Finding]:
        """What `kgen lint` finds, with what rules spare by themselves; by objects and paths."""
        facts = Facts(self.context.environment, registry(), (), _TODAY)
        report = judge(self.reading, [(facts, self.reading.manifests)], lambda *_: "").report
        found = [one.finding for one in (*report.findings, *report.exempted)]
        return sorted(found, key=lambda one: (one.kind, one.namespace, one.name, one.path, one.rule, one.container, one.message))


@cache
def context(facts: str) -> Context:
    """What rules know besides the manifests, where the environment states these facts."""
    return Context(environment(yaml.safe_load(facts)))


def cases() -> list[Case]:
    """All files, by theme and name."""
    return [Case(path) for path in sorted(FOLDER.glob("*/*.yaml"))]
