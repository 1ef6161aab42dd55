"""Judge manifests that anybody wrote: every rule, over all objects of a run as a cluster would see them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgen.findings import Finding
from kgen.foreign import Foreign, Reading
from kgen.hardening.exemptions import Effective, Exempted, ending
from kgen.hardening.verify import located
from kgen.lint.annotations import Dialects, Stated
from kgen.lint.facts import Facts
from kgen.lint.places import spec_of, steps
from kgen.lint.report import Placed, Report
from kgen.lint.templates import in_templates
from kgen.problems import Path, Problem
from kgen.rules import Context, Rule, Rules

SpecOf = Callable[[Finding, Foreign], str]
"""The line of a spec that a finding in a manifest follows from; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A report, and the excerpt of each of its findings."""

    report: Report
    manifests: Sequence[Foreign]
    _at: dict[int, tuple[Foreign, Path]]

    def problem(self, placed: Placed) -> Problem:
        """A finding of the report with the line that it stands in."""
        foreign, path = self._at[id(placed)]
        hint = f"from {placed.spec}" if placed.spec else ""
        finding = placed.finding
        return foreign.document.problem(path, finding.message, finding.rule, hint=hint, key=_is_about_key(finding))


def judge(reading: Reading, groups: Iterable[tuple[Facts, Sequence[Foreign]]], spec_line: SpecOf) -> Judgement:
    """The report on what was read. Each group is judged by its own facts, as the objects of one cluster."""
    placed: dict[bool, list[tuple[Placed, Foreign, Path]]] = {True: [], False: []}
    rules: dict[str, Rule] = {}
    unknown: Counter[str] = Counter()
    for facts, manifests in groups:
        rules |= facts.rules
        unknown += _unknown(facts, manifests)
        for finding, foreign in _findings(facts, manifests):
            path = (*foreign.inside, *steps(finding.path))
            span = foreign.document.span(path, key=_is_about_key(finding))
            spec = spec_line(finding, foreign)
            one = Placed(finding, foreign.file, span.line, span.column, spec)
            placed[finding.exemption is not None].append((one, foreign, path))
    order = {one.file: index for index, one in reversed(list(enumerate(reading.manifests)))}
    for each in placed.values():
        each.sort(key=lambda row: (order[row[0].file], row[0].line, row[0].column, row[0].finding.rule, row[0].finding.message))
    report = Report(
        findings=tuple(row[0] for row in placed[False]),
        exempted=tuple(row[0] for row in placed[True]),
        problems=tuple(reading.problems),
        files=reading.files,
        manifests=len(reading.manifests),
        rules=rules,
        unknown=dict(sorted(unknown.items())),
        skipped=tuple(dict.fromkeys(reading.skipped)),
    )
    return Judgement(
        report, reading.manifests, {id(one): (foreign, path) for rows in placed.values() for one, foreign, path in rows}
    )


def _is_about_key(finding: Finding) -> bool:
    """Whether not the value but its name is wrong: a field that the API does not have."""
    return finding.rule == "api-schema" and " is not a field of " in finding.message


def _unknown(facts: Facts, manifests: Sequence[Foreign]) -> Counter[str]:
    """The kinds of custom resources that no schema is known of, and how many objects there are of each."""
    from kgen.verify.schema import known

    target = facts.environment.kubernetes
    strangers = [one.manifest for one in manifests if not known(one.manifest, target)]
    return Counter(f"{one['kind']} of {one['apiVersion']}" for one in strangers)


def _findings(facts: Facts, manifests: Sequence[Foreign]) -> Iterator[tuple[Finding, Foreign]]:
    context = Context(facts.environment, (), facts.today, rules=Rules(facts.rules.values()))
    by_identity = {id(one.manifest): one for one in manifests}
    answers = _Answers(facts)
    for finding, manifest in located([one.manifest for one in manifests], context):
        foreign = by_identity.get(id(manifest))
        if foreign and not _is_answered(finding, foreign):
            yield answers.answered(finding, foreign), foreign
    for finding, foreign in in_templates(manifests, context):
        yield answers.answered(finding, foreign), foreign
    yield from answers.endings()


def _is_answered(finding: Finding, foreign: Foreign) -> bool:
    """Whether kgen built the manifest and judged what only the spec tells: whether asking a port is how health is declared."""
    return finding.rule == "health-declared" and bool(spec_of(foreign))


class _Answers:
    """Why findings do not count: what is written on the object, what the project says, what a rule says itself."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._dialects = Dialects(facts.rules, facts.today)
        self._declared = Exempted(facts.exemptions)
        self._stated: dict[int, dict[str, Stated]] = {}
        self._used: dict[int, tuple[Stated, Finding, Foreign]] = {}

    def answered(self, finding: Finding, foreign: Foreign) -> Finding:
        """The finding with the exemption that answers it, or with a word on the one that is over."""
        found = self._stated.get(id(foreign))
        if found is None:
            found = self._stated[id(foreign)] = self._dialects.of(foreign.manifest)
        stated = found.get(finding.rule)
        if stated and not stated.over:
            self._used.setdefault(id(stated), (stated, finding, foreign))
            return finding._replace(exemption=stated.exemption)
        declared = self._declared.of(finding.rule, finding.container, "")
        if declared:
            return finding._replace(exemption=declared)
        if stated and finding.exemption is None:
            return finding._replace(message=f"{finding.message}; its exemption ended on {stated.exemption.until}")
        return finding

    def endings(self) -> Iterator[tuple[Finding, Foreign]]:
        """A warning at each annotation that answered something and ends soon."""
        for stated, finding, foreign in self._used.values():
            answered = finding._replace(exemption=stated.exemption)
            effective = Effective(finding.rule, stated.exemption, "spec")
            context = Context(self._facts.environment, (effective,), self._facts.today)
            for warning in ending([answered], context):
                yield warning._replace(path=f"metadata.annotations['{stated.key}']"), foreign
