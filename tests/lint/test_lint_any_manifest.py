"""Whatever the API allows, and whatever else YAML holds: lint says something of it, in time, and breaks nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.foreign import read
from kgen.lint.facts import Wanted, facts
from kgen.lint.judge import judge
from kgen.lint.judgement import Judgement
from kgen.reports import names, report
from kgen.screens.lint import findings_text, summary
from kgen.screens.style import PLAIN
from tests.corpus.generated import KINDS, sets
from tests.effort import tries

TODAY = date(2026, 6, 15)
FACTS = facts(Wanted(["-"], TODAY), None, None)

json_data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)
"""Anything that JSON can hold."""


def linted(manifests: list[Any]) -> Judgement:
    text = "\n---\n".join(json.dumps(one) for one in manifests)
    reading = read(["-"], text.encode)
    return judge(reading, [(FACTS, reading.manifests)], lambda finding, foreign: "")


def said(judgement: Judgement) -> str:
    return findings_text(judgement, verbose=True, style=PLAIN) + summary(judgement, PLAIN)


@pytest.mark.fuzz
@settings(max_examples=tries(50))
@given(sets(nulls=True))
def test_what_the_schema_allows(manifests: list[Any]) -> None:
    judgement = linted(manifests)
    assert judgement.report.problems == ()
    assert judgement.report.manifests == len(manifests)
    assert said(judgement).endswith(".\n")
    for placed in (*judgement.report.findings, *judgement.report.exempted):
        assert placed.line > 0
        assert placed.finding.rule in FACTS.rules


@pytest.mark.fuzz
@settings(max_examples=tries(50))
@given(sets(most=2), st.data())
def test_what_no_schema_allows(manifests: list[Any], data: st.DataObject) -> None:
    """Any value of the manifest may be anything."""
    for manifest in manifests:
        for _ in range(data.draw(st.integers(1, 3))):
            _spoil(manifest, data)
    assert said(linted(manifests)).endswith(".\n")


def _spoil(node: Any, data: st.DataObject) -> None:
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        keys = [key for key in keys if key not in ("apiVersion", "kind")]
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            node[key] = data.draw(json_data)
            return
        node = node[key]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(["metadata", "spec", "data", "rules", "items"]), json_data))
def test_what_is_hardly_a_manifest(kind: str, rest: dict[str, Any]) -> None:
    version, _, name = kind.rpartition("/")
    assert said(linted([{**rest, "apiVersion": version, "kind": name}])).endswith(".\n")


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    reading = read(["-"], lambda: data)
    assert reading.manifests or reading.problems


@pytest.mark.parametrize("form", names())
def test_every_report_tells_the_same(form: str, tmp_path: Path) -> None:
    judgement = linted([{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"type": "NodePort"}}])
    assert "service-type" in report(form)(judgement.report)
