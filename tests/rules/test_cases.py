"""Every rule on its own cases: what is right passes, what is wrong is found with its exact message, and CEL agrees."""

from __future__ import annotations

import re

import pytest

from kgen.rules import Rule, kind_of, registry
from tests.rules.admission import admits
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


@pytest.mark.parametrize("case", [case for case in load_all() if case.rule.cel and case.asked], ids=str)
def test_cel_agrees(case: Case) -> None:
    found = {(finding.kind, finding.name) for finding in case.findings()}
    for manifest in case.manifests:
        if not case.rule.kinds or kind_of(manifest) in case.rule.kinds:
            expected = (manifest["kind"], manifest["metadata"]["name"]) not in found
            assert admits(case.rule, manifest) is expected, case.rule.cel


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.name)
def test_rule_has_good_and_bad_cases(rule: Rule) -> None:
    cases = load(rule)
    assert any(case.good for case in cases)
    assert any(not case.good for case in cases)


def test_every_case_file_has_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} <= registry().keys()


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.name)
def test_messages_say_what_would_be_right(rule: Rule) -> None:
    for case in load(rule) if rule.name != "api-schema" else ():
        for finding in case.findings():
            assert re.search(r"; .*(must|leave|add|take|state|use)\b|must hold", finding.message)
            assert finding.message.isprintable()
