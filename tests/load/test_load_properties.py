"""What must hold for every text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgen.load import Document, events, parse
from kgen.problems import Problems
from tests.effort import tries

SEEDS = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(__file__).parent.glob("cases/*/input.yaml"))]
SEEDS = [seed for seed in SEEDS if len(seed) < 2000]
SIGNS = "\t\n -:?,[]{}#&*!|>'\"%@`~\\\r\ufeff\x85\u2028é😀0"
FRAGMENTS = [*SIGNS, "<<: ", "{{ ", "---\n", "...\n", "!!str ", "*a ", "&a ", "\n  "]

SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(exclude_categories=["Cs"]))
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc é\"'\\:#"), inner), max_leaves=30)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """YAML with a few small accidents in it."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 0, 1, 3, 20]))
        text = text[:at] + draw(st.sampled_from(FRAGMENTS)) * draw(st.integers(0, 2)) + text[at + gone :]
    return text


def _accepted(text: str | bytes) -> list[Document]:
    """The documents, or none and problems that can be printed and point into the text."""
    try:
        return parse(text, "t.yaml")
    except Problems as found:
        assert found.problems
        lines = 1 + (text if isinstance(text, str) else text.decode("utf-8", "replace")).replace("\r", "\n").count("\n")
        for problem in found.problems:
            assert str(problem).encode("utf-8")
            assert str(problem).split("\n")[0].isprintable()
            assert problem.line <= lines
            assert problem.text.isprintable()
        return []


def _walk(document: Document) -> None:
    """Every value has a place, and asking for it gives a printable problem."""

    def visit(value: Any, path: tuple[str | int, ...]) -> None:
        assert document.has(path)
        assert str(document.problem(path, "m", "c")).isprintable() or document.problem(path, "m", "c").text
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, child in inner:
            visit(child, (*path, step))

    visit(document.data, ())


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(st.text() | st.text(SIGNS) | st.binary())
def test_any_text(text: str | bytes) -> None:
    for document in _accepted(text):
        _walk(document)


@pytest.mark.fuzz
@settings(max_examples=tries(150), suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_mutated_yaml(text: str) -> None:
    for document in _accepted(text):
        _walk(document)


@pytest.mark.fuzz
@settings(max_examples=tries(80), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(mutated())
def test_mutated_yaml_without_libyaml(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(events, "Parser", events.PurePython)
    for document in _accepted(text):
        _walk(document)


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(TREES, st.sampled_from([None, 2]))
def test_json_is_yaml(tree: Any, indent: int | None) -> None:
    """JSON reads as YAML; characters that are invisible are written as escapes."""
    text = json.dumps(tree, indent=indent, ensure_ascii=False)
    text = "".join(char if char.isprintable() or char == "\n" else _escape(char) for char in text)
    documents = parse(text, "t.json")
    assert documents[0].data == tree
    assert json.dumps(documents[0].data) == json.dumps(tree)
    _walk(documents[0])


def _escape(char: str) -> str:
    return f"\\U{ord(char):08x}"


@pytest.mark.fuzz
@settings(max_examples=tries(80))
@given(mutated())
def test_line_ends_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    assert _outcome(text.replace("\n", "\r\n")) == _outcome(text)


def _outcome(text: str) -> Any:
    try:
        return [document.data for document in parse(text, "t.yaml")]
    except Problems as found:
        return str(found)
