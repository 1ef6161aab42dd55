"""What a cluster is told to refuse is what kgen finds: on every case of every rule, by two readers of CEL."""

from __future__ import annotations

import pytest

from kgen.actions.export import left_out
from kgen.export import forms
from kgen.export._resources import RESOURCES
from kgen.rules import kind_of, registry
from tests.export.policies import exported, judged, refused
from tests.rules.cases import Case, load_all

CASES = [case for case in load_all() if not left_out(case.rule, case.context.environment)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_policies_refuse_what_kgen_finds(case: Case) -> None:
    found = {(one.kind, one.name) for one in case.findings() if one.exemption is None}
    for form in forms():
        files = exported(form, [case.rule], case.context.environment)
        for manifest in case.manifests:
            can_be_chosen = kind_of(manifest) in RESOURCES
            expected = can_be_chosen and (manifest["kind"], manifest["metadata"]["name"]) in found
            said = refused(files, manifest)
            assert bool(said) is expected, (form, manifest, said)
            assert all(f"[{case.rule.name}]" in one and manifest["kind"] in one for one in said)
            if form == "vap":
                assert judged(files, manifest) == said


def test_every_rule_is_exported_or_says_why_not() -> None:
    environment = CASES[0].context.environment
    reasons = {name: left_out(rule, environment) for name, rule in registry().items()}
    assert sum(not reason for reason in reasons.values()) > 100
    assert all(reason == "" or len(reason) > 20 for reason in reasons.values())
