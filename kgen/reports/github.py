"""Workflow commands of GitHub Actions: one line each, which the runner shows as an annotation of the file's line.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
A step shows ten annotations of a kind, and lists all of them in its log.
"""

from __future__ import annotations

from kgen.lint.identity import object_of
from kgen.lint.report import Placed, Report
from kgen.problems import Problem, visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """A line per problem and per finding that counts; no line for those exempted or accepted."""
    lines = [*map(_problem, report.problems), *map(_finding, report.findings)]
    return "".join(f"{line}\n" for line in lines)


def _finding(placed: Placed) -> str:
    finding = placed.finding
    where = f"{object_of(finding)}, container {finding.container}" if finding.container else object_of(finding)
    message = f"{finding.message} ({where}) [{finding.rule}]"
    return _command(_COMMANDS[finding.severity], placed.file, placed.line, placed.column, finding.rule, message)


def _problem(problem: Problem) -> str:
    message = f"{problem.message} [{problem.code}]"
    return _command("error", problem.file, problem.line, problem.column, problem.code, message, problem.hint)


def _command(command: str, file: str, line: int, column: int, title: str, *lines: str) -> str:
    place = [("line", str(line)), ("col", str(column))] if line else []
    properties = ",".join(f"{name}={_property(value)}" for name, value in [("file", file), *place, ("title", title)])
    message = "%0A".join(_data(part) for text in lines if text for part in text.split("\n"))
    return f"::{command} {properties}::{message}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
