"""The report of GitLab's Code Quality: a list of issues, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from posixpath import normpath
from typing import Any

from kgen.lint.identity import Identity, numbered, object_of
from kgen.lint.report import Placed, Report
from kgen.problems import Problem, visible
from kgen.reports._data import encoded, fingerprint

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """One list; GitLab knows no exempted issues, so those exempted or accepted are left out."""
    seen: Counter[Identity] = Counter()
    issues = [_problem(problem, seen) for problem in report.problems]
    issues += [_finding(*found) for found in numbered(report.findings)]
    return encoded(issues)


def _finding(placed: Placed, identity: Identity, number: int) -> dict[str, Any]:
    finding = placed.finding
    message = f"{visible(finding.message)} ({object_of(finding)})"
    return _issue(finding.rule, message, fingerprint(identity, number), _SEVERITIES[finding.severity], placed.file, placed.line)


def _problem(problem: Problem, seen: Counter[Identity]) -> dict[str, Any]:
    same = Identity(visible(problem.file), "", visible(problem.code), visible(problem.message))
    seen[same] += 1
    return _issue(problem.code, same.path, fingerprint(same, seen[same]), "blocker", problem.file, problem.line)


def _issue(check: str, description: str, fingerprint: str, severity: str, file: str, line: int) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": normpath(file), "lines": {"begin": max(1, line)}},
    }
