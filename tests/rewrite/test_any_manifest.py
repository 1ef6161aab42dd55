"""What hardening keeps and reaches, for any manifests that the API schema allows."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.foreign.stream import documents
from kgen.foreign.walk import Named
from kgen.hardening.verify import verify
from kgen.lint.places import steps
from kgen.model.environment import FLOOR
from kgen.problems import Path
from kgen.rewrite.additions import additions
from kgen.rewrite.files import read, written
from kgen.rewrite.piece import Piece
from kgen.rewrite.stage import hardened
from kgen.rules import TEMPLATES, Context, name_of, registry
from kgen.verify.manifest import check
from tests.corpus.generated import sets
from tests.effort import tries
from tests.rules.cases import environment

RULES = registry()
CONTEXT = Context(environment({}))
HALF = {
    *("cpu-limit", "cpu-request", "memory-limit", "memory-request", "replicas", "min-ready-seconds"),
    *("recommended-labels", "pod-anti-affinity", "topology-spread"),
}
"""Filled only where manifests tell what with: amounts from their other half, copies where no data is kept, labels from names and
selectors."""


def pieces_of(manifests: list[dict[str, Any]]) -> list[Piece]:
    pieces = [Piece(deepcopy(manifest)) for manifest in manifests]
    hardened(pieces, RULES, CONTEXT)
    return pieces


def outcome(pieces: list[Piece]) -> list[dict[str, Any]]:
    return [manifest for piece in pieces for manifest in (piece.manifest, *(one.manifest for one in piece.companions))]


def mistakes(manifest: dict[str, Any]) -> set[str]:
    """What the API would refuse, without where: an amount that is wrong stays wrong where it is filled in beside itself."""
    return {re.sub(r"^'.*?'(?= |:)", "", error.message) for error in check(manifest, FLOOR)}


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(sets(nulls=True))
def test_nothing_is_lost_and_what_was_allowed_still_is(manifests: list[dict[str, Any]]) -> None:
    pieces = pieces_of(manifests)
    for before, piece in zip(manifests, pieces, strict=True):
        list(additions(before, piece.manifest))
        assert mistakes(piece.manifest) <= mistakes(before)
        for companion in piece.companions:
            assert mistakes(companion.manifest) == set()


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(sets())
def test_twice_is_as_once(manifests: list[dict[str, Any]]) -> None:
    once = outcome(pieces_of(manifests))
    again = pieces_of(once)
    assert [(piece.filled, piece.companions) for piece in again if piece.filled or piece.companions] == []


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(sets())
def test_no_rule_complains_of_what_was_absent_and_could_be_filled(manifests: list[dict[str, Any]]) -> None:
    pieces = pieces_of(manifests)
    told = {one.rule for piece in pieces for one in piece.left}
    with_pods = [piece.manifest for piece in pieces if piece.kind not in TEMPLATES or piece.template.get("spec")]
    for finding in verify(with_pods, CONTEXT):
        if not finding.exemption and RULES[finding.rule].fills and finding.rule not in HALF | told:
            stated = [one for one in manifests if one["kind"] == finding.kind and name_of(one) == finding.name]
            assert any(is_stated(one, steps(finding.path)) for one in stated), finding


def is_stated(value: Any, path: Path) -> bool:
    """Whether there is a value at a path, or a list on the way to it."""
    for step in path:
        if not isinstance(value, dict) or value.get(step) is None:
            return isinstance(value, list)
        value = value[step]
    return True


@pytest.mark.fuzz
@settings(max_examples=tries(50))
@given(sets(), st.sampled_from([True, False, None]), st.integers(2, 4), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_line_that_stood_there_still_stands_there(
    manifests: list[dict[str, Any]], flow: bool | None, indent: int, newline: str, comments: bool
) -> None:
    alone = json.loads(json.dumps(manifests))
    text = yaml.safe_dump_all(alone, default_flow_style=flow, indent=indent, explicit_start=True, sort_keys=False)
    if comments and not flow:
        text = re.sub(r"^( *)(spec|metadata|containers):", r"\1# note\n\1\2:", text, flags=re.MULTILINE)
    content = text.replace("\n", newline).encode()
    texts = read(["-"], lambda: content)
    hardened(texts.pieces, RULES, CONTEXT)
    if texts.problems:
        return
    [found] = written(texts.texts[0])
    new = iter(found.after.decode().replace("\r\n", "\n"))
    assert all(char in new for char in text if char not in "{}[]")
    assert found.after.count(b"# note") == content.count(b"# note")
    assert (found.after == content) == (not any(piece.filled or piece.companions for piece in texts.pieces))
    assert isinstance(texts.texts[0].named, Named)
    assert documents(found.after, "-")[1] == []
