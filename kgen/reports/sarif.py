"""SARIF 2.1.0, as code scanning reads it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub makes of it:
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support. `primaryLocationLineHash` is left to
the action that uploads, which takes it from the lines around a finding and warns of any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgen.lint.identity import Identity, numbered, object_of
from kgen.lint.report import Placed, Report
from kgen.problems import Problem, visible
from kgen.reports._data import encoded, fingerprint, place, uri
from kgen.reports._descriptors import LEVELS, descriptor
from kgen.version import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One run: every rule that was asked, what counts, what does not and why (suppressions), and what could not be read."""
    found = [
        *((placed, None) for placed in report.findings),
        *((placed, _exempted(placed)) for placed in report.exempted),
        *((placed, _ACCEPTED) for placed in report.accepted),
    ]
    named = {placed.finding.rule for placed, _ in found}
    ids = {name: index for index, name in enumerate(sorted({*report.rules, *named}))}
    results = [
        _result(placed, identity, number, ids[placed.finding.rule], suppression)
        for (placed, identity, number), (_, suppression) in zip(numbered(one for one, _ in found), found, strict=True)
    ]
    rules = [descriptor(name, report.rules.get(name)) for name in ids]
    run = {
        "tool": {"driver": _driver(rules, report.problems)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
    }
    return encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: list[dict[str, Any]], problems: Iterable[Problem]) -> dict[str, Any]:
    codes = sorted({problem.code for problem in problems})
    return {
        "name": "kgen",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": rules,
        **({"notifications": [{"id": code} for code in codes]} if codes else {}),
    }


def _result(placed: Placed, identity: Identity, number: int, index: int, suppression: dict[str, Any] | None) -> dict[str, Any]:
    finding = placed.finding
    spec = place(placed.spec)
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(placed, spec)},
        "locations": [
            {**_location(placed.file, placed.line, placed.column), "logicalLocations": _logical(placed)},
        ],
        **({"relatedLocations": [_related(spec)]} if spec else {}),
        "partialFingerprints": {"kgen/v1": fingerprint(identity, number)},
        **({"suppressions": [suppression]} if suppression else {}),
        "properties": {
            "kind": finding.kind,
            "namespace": finding.namespace,
            "name": finding.name,
            "path": finding.path,
            "container": finding.container,
        },
    }


def _message(placed: Placed, spec: dict[str, Any] | None) -> str:
    """The message, the object, and a link to the spec's line; nothing a manifest says becomes a link."""
    finding = placed.finding
    where = f"{object_of(finding)}, container {visible(finding.container)}" if finding.container else object_of(finding)
    text = f"{visible(finding.message)} ({where})".replace("](", "] (")
    if not spec:
        return text
    label = visible(f"{spec['file']}:{spec['line']}").replace("[", "(").replace("]", ")")
    return f"{text}, built from [{label}](1)"


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    address = uri(file)
    base = {} if address.startswith("file:") else {"uriBaseId": "%SRCROOT%"}
    region = {"startLine": max(1, line), "startColumn": max(1, column), "endLine": max(1, line)}
    return {"physicalLocation": {"artifactLocation": {"uri": address, **base}, "region": region}}


def _related(spec: dict[str, Any]) -> dict[str, Any]:
    return {"id": 1, **_location(spec["file"], spec["line"], spec["column"]), "message": {"text": "the spec it was built from"}}


def _logical(placed: Placed) -> list[dict[str, Any]]:
    finding = placed.finding
    whole = object_of(finding)
    found = [{"name": visible(finding.name), "fullyQualifiedName": whole, "kind": "object"}]
    if finding.path:
        path = visible(finding.path)
        found.append({"name": path.rpartition(".")[2], "fullyQualifiedName": f"{whole}: {path}", "kind": "property"})
    return found


def _exempted(placed: Placed) -> dict[str, Any]:
    exemption = placed.finding.exemption
    if exemption is None:
        return {"kind": "inSource", "status": "accepted"}
    told = {name: value for name, value in (("owner", exemption.owner), ("until", exemption.until)) if value}
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": visible(exemption.reason),
        **({"properties": told} if told else {}),
    }


_ACCEPTED = {"kind": "external", "status": "accepted", "justification": "the baseline knows it"}


def _invocation(report: Report) -> dict[str, Any]:
    asides = [f"no schema is known of {kind}; only names and pod templates were judged" for kind in report.unknown]
    asides += [f"{one.file} is no manifest: {one.reason}" for one in report.skipped]
    notes = [{"level": "note", "message": {"text": visible(aside)}} for aside in asides]
    notifications = [*map(_notification, report.problems), *notes]
    return {
        "executionSuccessful": not report.problems,
        **({"toolExecutionNotifications": notifications} if notifications else {}),
    }


def _notification(problem: Problem) -> dict[str, Any]:
    hint = f"\n{visible(problem.hint)}" if problem.hint else ""
    return {
        "descriptor": {"id": problem.code},
        "level": "error",
        "message": {"text": f"{visible(problem.message)}{hint}"},
        **({"locations": [_location(problem.file, problem.line, problem.column)]} if problem.line else {}),
    }
