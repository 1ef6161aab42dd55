"""JSON for programs: all that a lint found, in a documented shape (`docs/reports.md`) that only grows."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kgen.lint.report import Placed, Report
from kgen.problems import Problem
from kgen.reports._data import encoded, place
from kgen.rules import Rule

VERSION = 1
"""Raised when a field changes its meaning or goes; new fields do not raise it."""


def render(report: Report) -> str:
    """One object: version, counts, findings, exempted, accepted, problems, and the rules that these name."""
    named = {placed.finding.rule for placed in (*report.findings, *report.exempted, *report.accepted)}
    return encoded(
        {
            "version": VERSION,
            "counts": _counts(report),
            "findings": [_finding(placed) for placed in report.findings],
            "exempted": [_finding(placed) for placed in report.exempted],
            "accepted": [_finding(placed) for placed in report.accepted],
            "problems": [_problem(problem) for problem in report.problems],
            "unknown": dict(report.unknown),
            "skipped": [{"file": one.file, "reason": one.reason} for one in report.skipped],
            "rules": {name: _rule(rule) for name, rule in sorted(report.rules.items()) if name in named},
        }
    )


def _counts(report: Report) -> dict[str, int]:
    severities = Counter(placed.finding.severity for placed in report.findings)
    return {
        "files": report.files,
        "manifests": report.manifests,
        "rules": len(report.rules),
        "error": severities["error"],
        "warning": severities["warning"],
        "info": severities["info"],
        "exempted": len(report.exempted),
        "accepted": len(report.accepted),
        "problems": len(report.problems),
    }


def _finding(placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    exemption = finding.exemption
    return {
        "file": placed.file,
        "line": placed.line,
        "column": placed.column,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "object": {"kind": finding.kind, "namespace": finding.namespace or None, "name": finding.name},
        "path": finding.path or None,
        "container": finding.container or None,
        "spec": place(placed.spec),
        "exemption": exemption and {"reason": exemption.reason, "owner": exemption.owner, "until": exemption.until},
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column if problem.line else None,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint or None,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "severity": rule.severity,
        "fills": rule.fills,
        "sources": list(rule.sources),
        "asked_by": {checker: list(ids) for checker, ids in sorted(rule.asked_by.items())},
    }
