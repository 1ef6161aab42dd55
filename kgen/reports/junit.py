"""JUnit's XML, as CI systems read it (https://github.com/testmoapp/junitxml tells what they have in common).

A file is a suite, an object and a rule a case. Last stands a suite of the rules that hold everywhere, so that a clean run shows
what was asked. XML 1.0 has no form for control characters: all hidden characters stand as escapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kgen.lint.identity import object_of
from kgen.lint.report import Placed, Report
from kgen.problems import Problem, visible
from kgen.version import VERSION

_COUNTED = ("tests", "failures", "errors", "skipped")


def render(report: Report) -> str:
    """Errors and warnings are failures, problems are errors; what is exempted, accepted or only said is skipped."""
    root = Element("testsuites", name="kgen")
    for file, cases in _files(report).items():
        _suite(root, visible(file), cases)
    broken = {placed.finding.rule for placed in report.findings}
    held = [Element("testcase", classname="rules", name=visible(name)) for name in sorted(report.rules) if name not in broken]
    rules = _suite(root, "rules", held)
    aside = {"no schema": ", ".join(report.unknown), "no manifest": ", ".join(one.file for one in report.skipped)}
    counts = {"kgen": VERSION, "files": str(report.files), "manifests": str(report.manifests)}
    _properties(rules, {**counts, **{name: told for name, told in aside.items() if told}})
    for name in _COUNTED:
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _files(report: Report) -> dict[str, list[Element]]:
    """The cases of each file, in the order in which files are named first."""
    cases: dict[str, list[Element]] = {}
    for problem in report.problems:
        cases.setdefault(problem.file, []).append(_problem(problem))
    grouped: dict[tuple[str, str, str], list[tuple[Placed, str]]] = {}
    counting = ((placed, "") for placed in report.findings)
    exempted = ((placed, _reason(placed)) for placed in report.exempted)
    accepted = ((placed, "accepted: the baseline knows it") for placed in report.accepted)
    for placed, why in chain(counting, exempted, accepted):
        finding = placed.finding
        grouped.setdefault((placed.file, object_of(finding), finding.rule), []).append((placed, why))
    for (file, name, rule), found in grouped.items():
        cases.setdefault(file, []).append(_case(file, name, rule, found))
    return cases


def _suite(root: Element, name: str, cases: Iterable[Element]) -> Element:
    suite = SubElement(root, "testsuite", name=name)
    suite.extend(cases)
    tests = suite.findall("testcase")
    counts = (len(tests), *(sum(test.find(tag) is not None for test in tests) for tag in ("failure", "error", "skipped")))
    for key, count in zip(_COUNTED, counts, strict=True):
        suite.set(key, str(count))
    return suite


def _case(file: str, name: str, rule: str, found: list[tuple[Placed, str]]) -> Element:
    first = found[0][0]
    case = Element("testcase", classname=visible(rule), name=name, file=visible(file), line=str(first.line))
    properties = {"severity": first.finding.severity, "spec": first.spec, "container": first.finding.container}
    _properties(case, {key: value for key, value in properties.items() if value})
    failed = [placed for placed, why in found if not why and placed.finding.severity != "info"]
    rest = [placed for placed, why in found if why or placed.finding.severity == "info"]
    if failed:
        failure = SubElement(case, "failure", type=failed[0].finding.severity, message=visible(failed[0].finding.message))
        failure.text = _lines(failed)
    else:
        SubElement(case, "skipped", message=visible(found[0][1] or f"info: {first.finding.message}"))
    if rest:
        SubElement(case, "system-out").text = _lines(rest)
    return case


def _lines(found: Iterable[Placed]) -> str:
    return "\n".join(visible(f"{one.file}:{one.line}:{one.column}: {one.finding.message} [{one.finding.rule}]") for one in found)


def _reason(placed: Placed) -> str:
    exemption = placed.finding.exemption
    until = f" until {exemption.until}" if exemption and exemption.until else ""
    return f"exempted{until}: {exemption.reason}" if exemption else "exempted"


def _problem(problem: Problem) -> Element:
    case = Element("testcase", classname=visible(problem.code), name=visible(problem.message), file=visible(problem.file))
    if problem.line:
        case.set("line", str(problem.line))
    error = SubElement(case, "error", type=visible(problem.code), message=visible(problem.message))
    error.text = "\n".join(visible(line) for line in str(problem).split("\n"))
    return case


def _properties(parent: Element, values: dict[str, str]) -> None:
    properties = Element("properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=visible(value))
    parent.insert(0, properties)
