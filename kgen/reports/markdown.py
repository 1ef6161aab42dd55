"""Markdown for a comment on a pull request: how many of what, then each finding under its file.

It never grows beyond what a comment may hold; what is left out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, groupby

from kgen.findings import Severity
from kgen.lint.identity import object_of
from kgen.lint.report import Placed, Report
from kgen.problems import Problem
from kgen.reports._markdown import code, text
from kgen.screens.words import counted, listed

LIMIT = 60_000
"""Bytes at most; a comment on GitHub holds 65,536 characters, and people put a line of their own before."""

_SHARE = LIMIT // 4
"""Bytes that the table of rules, and the list of exemptions, may take."""

_TITLE = 120
"""Characters of a rule's title in the table."""

_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def render(report: Report) -> str:
    """The summary, a table of rules, then problems and findings by file, as many as fit."""
    head = [_summary(report), *_table(report)]
    tail = [*_asides(report), *_exempted(report.exempted)]
    room = LIMIT - _size([*head, *tail]) - 200
    lines, left = _fitting([*map(_problem, report.problems)], _files(report.findings), room)
    rest = ["", f"… and {counted(left, 'more finding')} that no comment has room for."] if left else []
    return "\n".join([*head, *lines, *rest, *tail]) + "\n"


def _summary(report: Report) -> str:
    severities = Counter(placed.finding.severity for placed in report.findings)
    found = [
        counted(severities[name], name) if name != "info" else f"{severities[name]} info" for name in _ORDER if severities[name]
    ]
    where = f"{counted(report.manifests, 'manifest')} of {counted(report.files, 'file')}"
    aside = [
        f"{number} {word}" for number, word in ((len(report.exempted), "exempted"), (len(report.accepted), "accepted")) if number
    ]
    unread = [f"{counted(len(report.problems), 'problem')}"] if report.problems else []
    said = ", ".join([*unread, *found]) or "no findings"
    beside = f" ({', '.join(aside)})" if aside else ""
    return f"**kgen:** {said} in {where}{beside}."


def _table(report: Report) -> list[str]:
    """A row per rule, the gravest first."""
    found = Counter((_ORDER.index(placed.finding.severity), placed.finding.rule) for placed in report.findings)
    if not found:
        return []
    rows = [
        f"| {_ORDER[severity]} | {text(name, _TITLE)} | {count} | {_title(report, name)} |"
        for (severity, name), count in sorted(found.items(), key=lambda row: (row[0][0], -row[1], row[0][1]))
    ]
    shown = _within(rows, _SHARE)
    more = [f"| | and {counted(len(rows) - len(shown), 'more rule')} | | |"] if len(shown) < len(rows) else []
    return ["", "| severity | rule | findings | |", "|---|---|--:|---|", *shown, *more]


def _title(report: Report, name: str) -> str:
    return text(report.rules[name].title, _TITLE) if name in report.rules else ""


def _problem(problem: Problem) -> tuple[str, str]:
    line = f" line {problem.line}:" if problem.line else ""
    hint = f" ({text(problem.hint)})" if problem.hint else ""
    return problem.file, f"- **problem**{line} {text(problem.message)}{hint} {code(problem.code)}"


def _files(findings: Iterable[Placed]) -> list[tuple[str, str]]:
    return [(placed.file, _finding(placed)) for placed in findings]


def _finding(placed: Placed) -> str:
    finding = placed.finding
    container = f", container {code(finding.container, 100)}" if finding.container else ""
    spec = f", built from {code(placed.spec)}" if placed.spec else ""
    where = f"{code(object_of(finding))}{container}{spec}"
    return f"- **{finding.severity}** line {placed.line}: {text(finding.message)} ({where}) {code(finding.rule, 100)}"


def _fitting(problems: list[tuple[str, str]], findings: list[tuple[str, str]], room: int) -> tuple[list[str], int]:
    """The lines there is room for, under a heading per file, and how many there is none for."""
    lines: list[str] = []
    told = 0
    for file, items in groupby([*problems, *findings], key=lambda item: item[0]):
        heading = ["", f"#### {code(file)}", ""]
        for _, item in items:
            more = [*heading, item]
            room -= _size(more)
            if room < 0:
                return lines, len(problems) + len(findings) - told
            lines += more
            heading = []
            told += 1
    return lines, 0


def _asides(report: Report) -> list[str]:
    """What was not judged, or only in part."""
    unknown = [text(f"{kind} ({number})") for kind, number in report.unknown.items()]
    skipped = [code(one.file, 100) for one in report.skipped]
    said = [f"No schema is known of {listed(unknown)}; only names and pod templates were judged."] if unknown else []
    said += [f"No manifest: {listed(skipped)}."] if skipped else []
    return [line for one in said for line in ("", one)]


def _exempted(exempted: Iterable[Placed]) -> list[str]:
    """Each exempted rule with its reason and how often it was needed."""
    found = Counter(
        (placed.finding.rule, exemption.reason, exemption.until or "")
        for placed in exempted
        if (exemption := placed.finding.exemption)
    )
    rows = [
        f"- {code(rule, 100)} ({count}){f' until {text(until)}' if until else ''}: {text(reason, 200)}"
        for (rule, reason, until), count in sorted(found.items())
    ]
    shown = _within(rows, _SHARE)
    more = [f"- and {counted(len(rows) - len(shown), 'more reason')}"] if len(shown) < len(rows) else []
    return ["", "#### Exempted", "", *shown, *more] if rows else []


def _within(rows: list[str], room: int) -> list[str]:
    """The first rows that fit."""
    sizes = accumulate(_size([row]) for row in rows)
    return [row for row, size in zip(rows, sizes, strict=True) if size <= room]


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode(errors="surrogatepass")) + 1 for line in lines)
