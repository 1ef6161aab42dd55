"""Small words of validation."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.validate.messages import explain, known_as, listing, nearest, shortened


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (False, "false"),
        ("", "a text"),
        (1, "a number"),
        (1.5, "a number"),
        ([], "a list"),
        ({}, "a map"),
        (None, "nothing"),
    ],
)
def test_known_as(value: Any, words: str) -> None:
    assert known_as(value) == words


def test_nearest() -> None:
    assert nearest("prot", ["port", "ports", "name"]) == "did you mean 'port'?"
    assert nearest("zzz", ["port"]) == ""
    assert nearest("port" * 1_000_000, ["port"]) == ""


def test_listing() -> None:
    assert listing("one of", ["b", "a"]) == "one of: a, b"
    assert listing("one of", []) == ""
    lines = listing("one of", [f"gke-autopilot-{n}" for n in range(30)]).split("\n")
    assert len(lines) > 4
    assert max(map(len, lines)) <= 100
    assert all(line.rstrip(",").split(", ")[-1].startswith("gke-autopilot-") for line in lines)


def test_shortened() -> None:
    assert shortened("a" * 100) == "a" * 100
    assert shortened("a" * 101) == "a" * 99 + "…"


def test_a_letter_that_only_looks_right() -> None:
    error = {"type": "name", "loc": ("name",), "msg": "'c\u0430rt' is not a name", "input": "c\u0430rt"}
    assert explain(error, "'name'", ())[2] == "'\u0430' is cyrillic small letter a (U+0430)"


@pytest.mark.parametrize(
    ("shorthand", "said"),
    [
        (None, "a map"),
        ({"type": "string"}, "a text or a map"),
        ({"type": ["string", "number", "boolean"]}, "a text, a number or a map"),
        ({"anyOf": [{"type": "string"}, {"type": "array"}]}, "a text, a list or a map"),
    ],
)
def test_what_may_stand_instead_of_a_map(shorthand: Any, said: str) -> None:
    message, code, _ = explain({"type": "model_type", "loc": ("x",), "input": None}, "'x'", (), shorthand)
    assert (message, code) == (f"'x' must be {said}, not nothing", "wrong-type")
