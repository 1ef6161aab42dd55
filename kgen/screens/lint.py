"""The screen of `kgen lint`: what was found, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kgen.findings import Severity
from kgen.problems import Problem, visible
from kgen.screens.problems import shown
from kgen.screens.style import Style
from kgen.screens.words import counted, listed

if TYPE_CHECKING:
    from kgen.lint.judge import Judgement
    from kgen.lint.report import Placed, Report
    from kgen.model.exempt import Exemption

EACH = 20
"""Findings that are all shown as they stand; of more, those of one rule are told together."""

_PLACES = 5
"""Other places that are listed where findings are told together."""

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def findings(number: int) -> str:
    """`1 finding`, `2 findings`."""
    return counted(number, "finding")


def problem(found: Problem, style: Style) -> list[str]:
    """What keeps a file from being judged, line by line."""
    return shown(found, style)


def findings_text(judgement: Judgement, *, verbose: bool, style: Style) -> str:
    """The findings: each where it stands, or, where there are many, the first of each rule and where the others are."""
    found = judgement.report.findings
    if verbose or len(found) <= EACH:
        lines = [line for placed in found for line in _whole(judgement, placed, style)]
    else:
        lines = [line for group in _groups(found) for line in _together(judgement, group, style)]
    return "".join(f"{line}\n" for line in lines)


def _groups(found: Sequence[Placed]) -> list[list[Placed]]:
    """The findings of each rule, errors before warnings."""
    by_rule: dict[tuple[int, str], list[Placed]] = {}
    for placed in found:
        by_rule.setdefault((_SEVERITIES.index(placed.finding.severity), placed.finding.rule), []).append(placed)
    return [group for _, group in sorted(by_rule.items(), key=lambda item: item[0])]


def _together(judgement: Judgement, group: Sequence[Placed], style: Style) -> Iterator[str]:
    first, *others = group
    yield from _whole(judgement, first, style)
    if others:
        yield style.faint(f"    and {len(others)} more{_elsewhere(first.file, others)}")


def _elsewhere(file: str, others: Sequence[Placed]) -> str:
    """`, lines 176, 251 and 3 more`, or ` in 3 files: a.yaml:17, b.yaml:4`."""
    files = len({placed.file for placed in others})
    if files == 1 and others[0].file == file:
        lines = dict.fromkeys(str(placed.line) for placed in others)
        return f", line{'s' if len(lines) > 1 else ''} {listed(lines, _PLACES)}"
    places = dict.fromkeys(f"{visible(placed.file)}:{placed.line}" for placed in others)
    return f" in {counted(files, 'file')}: {listed(places, _PLACES)}"


def _whole(judgement: Judgement, placed: Placed, style: Style) -> list[str]:
    head, *excerpt = shown(judgement.problem(placed), style)
    return [f"{_coloured(placed.finding.severity, style)}{head}", *excerpt]


def _coloured(severity: str, style: Style) -> str:
    word = f"{severity:<7}  "
    return style.red(word) if severity == "error" else style.yellow(word) if severity == "warning" else style.faint(word)


def summary(report: Report, style: Style) -> str:
    """`12 findings in 3 of 40 manifests (2 errors, 10 warnings), 4 exempted.` and what else there is to know."""
    lines = [*_asides(report), _total(report)]
    return "".join(f"{line}\n" for line in lines)


def _total(report: Report) -> str:
    manifests = counted(report.manifests, "manifest")
    numbers = Counter(placed.finding.severity for placed in report.findings)
    said = [f"{manifests}, nothing found"]
    if report.findings:
        objects = {(one.file, one.finding.kind, one.finding.namespace, one.finding.name) for one in report.findings}
        kinds = ", ".join(_number(numbers[one], one) for one in _SEVERITIES if numbers[one])
        said = [f"{findings(len(report.findings))} in {len(objects)} of {manifests} ({kinds})"]
    if report.exempted:
        said.append(f"{len(report.exempted)} exempted")
    if report.accepted:
        said.append(f"{len(report.accepted)} accepted by the baseline")
    if report.problems:
        files = len({one.file for one in report.problems})
        said.append(f"{counted(files, 'file')} could not be read")
    return f"{', '.join(said)}."


def _reason(exemption: Exemption) -> str:
    owner = f", {exemption.owner}" if exemption.owner else ""
    until = f", until {exemption.until}" if exemption.until else ""
    return visible(f"{exemption.reason}{owner}{until}")


def _number(number: int, severity: Severity) -> str:
    return f"{number} info" if severity == "info" else counted(number, severity)


def _asides(report: Report) -> Iterator[str]:
    reasons: dict[str, dict[str, int]] = {}
    for placed in report.exempted:
        if placed.finding.exemption is not None:
            of_rule = reasons.setdefault(placed.finding.rule, {})
            of_rule[_reason(placed.finding.exemption)] = of_rule.get(_reason(placed.finding.exemption), 0) + 1
    for rule, told in sorted(reasons.items()):
        first, *others = sorted(told, key=lambda reason: (-told[reason], reason))
        more = f" and {counted(len(others), 'other reason')}" if others else ""
        yield f"exempted: {rule} ({sum(told.values())}): {first}{more}"
    if report.unknown:
        named = (f"{visible(kind)} ({number})" for kind, number in report.unknown.items())
        yield f"no schema is known of {listed(named, 6)}; only names and pod templates of them were judged"
    files_by: dict[str, list[str]] = {}
    for one in report.skipped:
        files_by.setdefault(one.reason, []).append(visible(one.file))
    for reason, files in files_by.items():
        yield f"no manifest: {listed(files, 2)} ({reason})"
