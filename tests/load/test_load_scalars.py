"""A plain scalar is a number or a boolean only if it would be written back the same way."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.load import parse

TYPED: dict[str, Any] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "8080": 8080,
    "-1": -1,
    "9223372036854775807": 2**63 - 1,
    "-9223372036854775808": -(2**63),
    "0.5": 0.5,
    "-1.25": -1.25,
    "3.0": 3.0,
    "0.0001": 0.0001,
    "123456789.125": 123456789.125,
}

WORDS = """
yes no on off y n Yes NO On True TRUE False FALSE Null NULL
1.10 1.0.0 1. .5 +1 +1.5 -0 00 0755 08 -01 0o17 0x1F 0b11 1_000 1e3 1E5 1.5e3 1e-3
22:22 190:20:30 12:30:45 2026-01-01 2026-01-01T00:00:00Z .inf -.inf .nan inf nan NaN Infinity
9223372036854775808 -9223372036854775809 123456789012345678901234567890 0.1000000000000000055 0.00001
123456789012345678.5 1- -. 1.-2 = 250m 10% 1/2 ١٢ １２ 1.１
"""
TEXT = WORDS.split()


@pytest.mark.parametrize("text", TYPED)
def test_typed(text: str) -> None:
    value = parse(f"a: {text}\n", "t")[0].data["a"]
    assert value == TYPED[text]
    assert type(value) is type(TYPED[text])


@pytest.mark.parametrize("text", TEXT)
def test_text(text: str) -> None:
    assert parse(f"a: {text}\n", "t")[0].data == {"a": text}
    assert parse(f"[{text}]", "t")[0].data == [text]


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("form", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}", "!!str {}", "!!str '{}'"])
def test_quoted_and_tagged_is_text(text: str, form: str) -> None:
    assert parse(f"a: {form.format(text)}\n", "t")[0].data == {"a": text}


def test_strings_that_readers_take_for_something_else() -> None:
    corpus = Path(__file__).parents[1] / "corpus" / "tricky-strings.json"
    for text in json.loads(corpus.read_text(encoding="utf-8"))["strings"]:
        written = json.dumps(text, ensure_ascii=max(text, default="") < "\U00010000")
        assert parse(f"a: {written}\n", "t")[0].data == {"a": text}


@settings(derandomize=True)
@given(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.from_regex(r"-?[0-9]{1,22}(\.[0-9]{1,22})?", fullmatch=True)
)
def test_numbers_are_written_back_the_same_way(number: Any) -> None:
    text = str(number)
    value = parse(f"a: {text}\n", "t")[0].data["a"]
    assert str(value) == text
    assert not isinstance(value, float) or math.isfinite(value)
