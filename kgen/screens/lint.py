"""The screen of `kgen lint`: what was found, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kgen.findings import Severity
from kgen.problems import Problem, visible
from kgen.screens.problems import shown
from kgen.screens.style import Style
from kgen.screens.words import counted, listed

if TYPE_CHECKING:
    from kgen.lint.judgement import Found, Judgement
    from kgen.lint.report import Placed
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


def without_project(style: Style) -> str:
    """What is said where kgen.yaml cannot be read, and therefore nothing was judged."""
    return f"Nothing was judged. {style.faint('--no-project judges without kgen.yaml.')}\n"


def findings_text(judgement: Judgement, *, verbose: bool, style: Style) -> str:
    """The findings: each where it stands, or, where there are many, the first of each rule and where the others are."""
    found = judgement.found
    if verbose or len(found) <= EACH:
        lines = [line for placed in judgement.report.findings for line in _whole(judgement, placed, style)]
    else:
        lines = [line for group in _groups(found) for line in _together(judgement, group, style)]
    return "".join(f"{line}\n" for line in lines)


def _groups(found: Sequence[Found]) -> list[list[Found]]:
    """The findings of each rule, errors before warnings."""
    by_rule: dict[tuple[Severity, str], list[Found]] = {}
    for row in found:
        finding = row[1]
        by_rule.setdefault((finding.severity, finding.rule), []).append(row)
    # A rule's place among those of its severity is that of its name.
    return [by_rule[one] for one in sorted(by_rule, key=lambda one: (_SEVERITIES.index(one[0]), one[1]))]


def _together(judgement: Judgement, group: Sequence[Found], style: Style) -> Iterator[str]:
    placed = judgement.placed(group)
    first = next(placed)
    yield from _whole(judgement, first, style)
    if len(group) > 1:
        files = len({foreign.file for foreign, _ in group[1:]} | {first.file})
        yield style.faint(f"    and {len(group) - 1} more{_elsewhere(first.file, files, placed)}")


def _elsewhere(file: str, files: int, others: Iterator[Placed]) -> str:
    """`, lines 176, 251, …`, or ` in 3 files: a.yaml:17, b.yaml:4`; no more are placed than shown."""
    places: dict[str, None] = {}
    for other in others:
        places[str(other.line) if files == 1 else f"{visible(other.file)}:{other.line}"] = None
        if len(places) > _PLACES:
            break
    told = ", ".join([*islice(places, _PLACES), *(["…"] if len(places) > _PLACES else [])])
    return f", line{'s' if len(places) > 1 else ''} {told}" if files == 1 else f" in {counted(files, 'file')}: {told}"


def _whole(judgement: Judgement, placed: Placed, style: Style) -> list[str]:
    head, *excerpt = shown(judgement.problem(placed), style)
    return [f"{_coloured(placed.finding.severity, style)}{head}", *excerpt]


def _coloured(severity: str, style: Style) -> str:
    word = f"{severity:<7}  "
    return style.red(word) if severity == "error" else style.yellow(word) if severity == "warning" else style.faint(word)


def summary(judgement: Judgement, style: Style) -> str:
    """`12 findings in 3 of 40 manifests (2 errors, 10 warnings), 4 exempted.` and what else there is to know."""
    lines = [*_asides(judgement), _total(judgement)]
    return "".join(f"{line}\n" for line in lines)


def _total(judgement: Judgement) -> str:
    report = judgement.rest
    manifests = counted(report.manifests, "manifest")
    numbers = Counter(finding.severity for _, finding in judgement.found)
    said = [f"{manifests}, nothing found" if report.manifests else "No manifest was judged"]
    if numbers:
        objects = {id(foreign) for foreign, _ in judgement.found}
        kinds = ", ".join(_number(numbers[one], one) for one in _SEVERITIES if numbers[one])
        said = [f"{findings(len(judgement.found))} in {len(objects)} of {manifests} ({kinds})"]
    if judgement.exempted:
        said.append(f"{len(judgement.exempted)} exempted")
    if report.accepted:
        said.append(f"{len(report.accepted)} accepted by the baseline")
    slow = {one.file for one in report.problems if one.code == "cel-cost"}
    unread = {one.file for one in report.problems} - slow
    if slow:
        said.append(f"{counted(len(slow), 'rule')} could not be asked")
    if unread:
        said.append(f"{counted(len(unread), 'file')} could not be read")
    return f"{', '.join(said)}."


def _reason(exemption: Exemption) -> str:
    owner = f", {exemption.owner}" if exemption.owner else ""
    until = f", until {exemption.until}" if exemption.until else ""
    return visible(f"{exemption.reason}{owner}{until}")


def _number(number: int, severity: Severity) -> str:
    return f"{number} info" if severity == "info" else counted(number, severity)


def _asides(judgement: Judgement) -> Iterator[str]:
    report = judgement.rest
    reasons: dict[str, dict[str, int]] = {}
    for _, finding in judgement.exempted:
        if finding.exemption is not None:
            of_rule, reason = reasons.setdefault(finding.rule, {}), _reason(finding.exemption)
            of_rule[reason] = of_rule.get(reason, 0) + 1
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
