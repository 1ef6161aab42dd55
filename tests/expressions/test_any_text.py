"""Whatever somebody writes as an expression ends in a value, or in a mistake with its place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.cel import CelError, Overspent, Run, compiled
from tests.effort import tries

HERE = Path(__file__).parent
PIECES = st.sampled_from((HERE / "pieces.txt").read_text(encoding="utf-8").split())
METHODS = (HERE / "methods.txt").read_text(encoding="utf-8").splitlines()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcl"), inner, max_size=3),
    max_leaves=8,
)


def judge(text: str, value: Any) -> None:
    with suppress(CelError, Overspent):
        names = {"object": value, "variables": {"x": value}, "x": value}
        found = compiled(text, {"object": None, "variables": frozenset("x"), "x": None}).evaluate(Run(names, 20_000))
        assert found is not NotImplemented


@pytest.mark.fuzz
@settings(max_examples=tries(500))
@given(st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=12).map(" ".join), VALUES)
def test_pieces_of_the_language(text: str, value: Any) -> None:
    judge(text, value)


@pytest.mark.fuzz
@settings(max_examples=tries(200))
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    judge(text, {})


OPERANDS = (HERE / "operands.txt").read_text(encoding="utf-8").split()
SIGNS = ["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "in", "&&", "||"]
FUNCTIONS = ["size", "int", "uint", "double", "string", "bool", "dyn", "type", "quantity", "isQuantity"]


def test_every_operator_and_method_with_every_type() -> None:
    for one in OPERANDS:
        judge_all([f"!{one}", f"-{one}", *(f"{name}({one})" for name in FUNCTIONS)])
        for other in OPERANDS:
            judge_all([f"{one} {sign} {other}" for sign in SIGNS])
            judge_all([f"{one}.{method.replace('%', other)}" for method in METHODS])
            judge_all(
                [f"{one}[{other}]", f"{one}[?{other}]", f"{one} ? {other} : {one}", f"{{{one}: {other}}}", f"[{one}, {other}]"]
            )


def judge_all(texts: list[str]) -> None:
    for text in texts:
        for value in ({"a": 1}, "text", [3, "a"], 2, None):
            with suppress(CelError, Overspent):
                found = compiled(text, {"o": None}).evaluate(Run({"o": value}, 20_000))
                assert found is not NotImplemented
