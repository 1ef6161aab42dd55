"""What rules found in manifests, and where: places are looked up only for the findings that somebody is shown.

To place all findings of many bare manifests costs as much as to find them, and a screen shows a few of each rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from kgen.findings import Finding
from kgen.foreign import Foreign
from kgen.lint.places import steps
from kgen.lint.report import Placed, Report
from kgen.problems import Path, Problem

Found = tuple[Foreign, Finding]
"""A finding with the manifest that it is about."""

SpecOf = Callable[[Finding, Foreign], str]
"""The line of a spec that a finding in a manifest follows from; empty where there is none."""


@dataclass
class Judgement:
    """What was found, by manifests in their order: `found` counts, `exempted` does not.

    `rest` is the report without findings.
    """

    found: Sequence[Found]
    exempted: Sequence[Found]
    rest: Report
    manifests: Sequence[Foreign]
    spec_line: SpecOf
    _at: dict[int, Foreign] = field(default_factory=dict)

    @cached_property
    def report(self) -> Report:
        """All of it, each finding with its place, in the order of files, lines and rules."""
        return replace(self.rest, findings=tuple(self.placed(self.found)), exempted=tuple(self.placed(self.exempted)))

    def told(self, report: Report) -> Judgement:
        """The same judgement where only these findings of its report count."""
        told = replace(self, found=[(self._at[id(one)], one.finding) for one in report.findings], rest=report)
        told.report = report
        return told

    def placed(self, found: Iterable[Found]) -> Iterator[Placed]:
        """Findings in the order of manifests, with their places, by lines; taken one by one, no more is looked up."""
        for _, of_one in groupby(found, key=lambda row: id(row[0])):
            rows = [self._placed(foreign, finding) for foreign, finding in of_one]
            rows.sort(key=lambda one: (one.line, one.column, one.finding.rule, one.finding.message))
            yield from rows

    def _placed(self, foreign: Foreign, finding: Finding) -> Placed:
        span = foreign.document.span(_way(foreign, finding), key=_is_about_key(finding))
        placed = Placed(finding, foreign.file, span.line, span.column, self.spec_line(finding, foreign))
        self._at[id(placed)] = foreign
        return placed

    def problem(self, placed: Placed) -> Problem:
        """A finding that was placed, with the line that it stands in."""
        foreign, finding = self._at[id(placed)], placed.finding
        hint = f"from {placed.spec}" if placed.spec else ""
        path = _way(foreign, finding)
        return foreign.document.problem(path, finding.message, finding.rule, hint=hint, key=_is_about_key(finding))


def _way(foreign: Foreign, finding: Finding) -> Path:
    return (*foreign.inside, *steps(finding.path))


def _is_about_key(finding: Finding) -> bool:
    """Whether not the value but its name is wrong: a field that the API does not have."""
    return finding.rule == "api-schema" and " is not a field of " in finding.message
