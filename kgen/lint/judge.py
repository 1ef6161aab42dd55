"""Judge manifests that anybody wrote: every rule, over all objects of a run as a cluster would see them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgen.findings import Finding
from kgen.foreign import Foreign, Reading
from kgen.hardening.exemptions import Effective, Exempted, ending
from kgen.hardening.verify import located
from kgen.lint.annotations import Dialects, Stated
from kgen.lint.facts import Facts
from kgen.lint.judgement import Found, Judgement, SpecOf
from kgen.lint.places import spec_of
from kgen.lint.report import Report
from kgen.lint.templates import in_templates
from kgen.problems import Problem, Problems
from kgen.rules import Context, Manifest, Rule, Rules


def judge(reading: Reading, groups: Iterable[tuple[Facts, Sequence[Foreign]]], spec_line: SpecOf) -> Judgement:
    """The judgement on what was read. Each group is judged by its own facts, as the objects of one cluster."""
    by_manifest: dict[int, list[Found]] = {id(one): [] for one in reading.manifests}
    problems = list(reading.problems)
    rules: dict[str, Rule] = {}
    unknown: Counter[str] = Counter()
    for facts, manifests in groups:
        rules |= facts.rules
        unknown += _unknown(facts, manifests)
        for row in _findings(facts, manifests, problems):
            by_manifest[id(row[0])].append(row)
    rows = [row for found in by_manifest.values() for row in found]
    report = Report(
        problems=tuple(problems),
        files=reading.files,
        manifests=len(reading.manifests),
        rules=rules,
        unknown=dict(sorted(unknown.items())),
        skipped=tuple(dict.fromkeys(reading.skipped)),
    )
    counting = [row for row in rows if row[1].exemption is None]
    exempted = [row for row in rows if row[1].exemption is not None]
    return Judgement(counting, exempted, report, reading.manifests, spec_line)


def _unknown(facts: Facts, manifests: Sequence[Foreign]) -> Counter[str]:
    """The kinds of custom resources that no schema is known of, and how many objects there are of each."""
    from kgen.verify.schema import known

    target = facts.environment.kubernetes
    strangers = [one.manifest for one in manifests if not known(one.manifest, target)]
    return Counter(f"{one['kind']} of {one['apiVersion']}" for one in strangers)


def _findings(facts: Facts, manifests: Sequence[Foreign], problems: list[Problem]) -> Iterator[Found]:
    context = Context(facts.environment, (), facts.today, rules=Rules(facts.rules.values()))
    by_identity = {id(one.manifest): one for one in manifests}
    answers = _Answers(facts)
    found, context = _located([one.manifest for one in manifests], context, problems)
    for finding, manifest in found:
        foreign = by_identity.get(id(manifest))
        if foreign and not _is_answered(finding, foreign):
            yield foreign, answers.answered(finding, foreign)
    for finding, foreign in in_templates(manifests, context):
        yield foreign, answers.answered(finding, foreign)
    yield from answers.endings()


def _located(
    manifests: list[Manifest], context: Context, problems: list[Problem]
) -> tuple[list[tuple[Finding, Manifest]], Context]:
    """What the rules find, without those of the project that cannot be asked, as they would take too long."""
    try:
        return located(manifests, context), context
    except Problems as wrong:
        from kgen.organisation.folder import files_of

        files = {problem.file for problem in wrong.problems}
        left = Rules(rule for rule in context.rules if files.isdisjoint(files_of(rule.name)))
        if len(left) == len(context.rules):
            raise
        problems += wrong.problems
        return _located(manifests, replace(context, rules=left), problems)


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
        if not found and not self._facts.exemptions:
            return finding
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

    def endings(self) -> Iterator[Found]:
        """A warning at each annotation that answered something and ends soon."""
        for stated, finding, foreign in self._used.values():
            answered = finding._replace(exemption=stated.exemption)
            effective = Effective(finding.rule, stated.exemption, "spec")
            context = Context(self._facts.environment, (effective,), self._facts.today)
            for warning in ending([answered], context):
                yield foreign, warning._replace(path=f"metadata.annotations['{stated.key}']")
