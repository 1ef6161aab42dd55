"""Every rule on its own cases: what is right passes, what is wrong is found with its exact message, and CEL agrees."""

from __future__ import annotations

import re
from typing import Any

import cel
import pytest

from kgen.rules import Rule, kind_of, registry, variables
from tests.rules.cases import FOLDER, Case, load, load_all


@pytest.mark.parametrize("case", load_all(), ids=str)
def test_case(case: Case) -> None:
    findings = case.findings()
    reasons = [finding.exemption.reason for finding in findings if finding.exemption]
    counting = [finding for finding in findings if not finding.exemption]
    assert reasons == ([case.document["spared"]] if "spared" in case.document else [])
    if case.good:
        assert counting == []
        return
    assert counting[0].message == case.document["says"]
    assert (counting[0].rule, counting[0].severity) == (case.rule.name, case.rule.severity)


@pytest.mark.parametrize("case", [case for case in load_all() if case.rule.cel], ids=str)
def test_cel_agrees(case: Case) -> None:
    found = {(finding.kind, finding.name) for finding in case.findings()}
    for manifest in case.manifests:
        if not case.rule.kinds or kind_of(manifest) in case.rule.kinds:
            expected = (manifest["kind"], manifest["metadata"]["name"]) not in found
            assert evaluate(case.rule, manifest) is expected, case.rule.cel


def evaluate(rule: Rule, manifest: dict[str, Any]) -> Any:
    """The rule's CEL on an object, as a ValidatingAdmissionPolicy evaluates it."""
    manifest = without_nulls(manifest)
    known: dict[str, Any] = {}
    for name, expression in variables().items() if "variables." in rule.cel else ():
        known[name] = cel.evaluate(expression, _context(manifest, known))
    return cel.evaluate(rule.cel, _context(manifest, known))


def without_nulls(value: Any) -> Any:
    """The value as the API server sees it: it drops nulls when it decodes an object."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _context(manifest: dict[str, Any], known: dict[str, Any]) -> Any:
    context = cel.Context({"object": manifest, "variables": known})
    context.add_function("quantity", lambda text: text)
    context.add_function("compareTo", lambda one, other: (one > other) - (one < other))
    return context


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.name)
def test_rule_has_good_and_bad_cases(rule: Rule) -> None:
    cases = load(rule)
    assert any(case.good for case in cases)
    assert any(not case.good for case in cases)


def test_every_case_file_has_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} <= registry().keys()


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.name)
def test_messages_say_what_would_be_right(rule: Rule) -> None:
    for case in load(rule):
        for finding in case.findings():
            assert re.search(r"; .*(must|leave|add|take|state)\b|must hold", finding.message)
            assert finding.message.isprintable()
