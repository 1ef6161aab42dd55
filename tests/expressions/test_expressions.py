"""Expressions give what the language says; the CEL runtime, written by others, is asked the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cel
import pytest
import yaml

from kgen.cel import CelError, Overspent, Run, compiled

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
VALUE = {"a": 1, "b": {"c": "x"}, "l": [1, 2, 3], "s": "text", "n": [{"k": "v"}, {}], "f": 1.5}


def evaluated(text: str, **names: Any) -> Any:
    return compiled(text, dict.fromkeys(names)).evaluate(Run(names))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["is"]))
def test_expression(case: dict[str, Any]) -> None:
    text = str(case["is"])
    if "fails" in case:
        with pytest.raises(CelError) as caught:
            evaluated(text, o=VALUE)
        assert caught.value.message == case["fails"]
    else:
        found = evaluated(text, o=VALUE)
        assert (type(found), found) == (type(case["gives"]), case["gives"])


@pytest.mark.parametrize("case", [case for case in CASES if case.get("judge") is not False], ids=lambda case: str(case["is"]))
def test_the_runtime_of_others_agrees(case: dict[str, Any]) -> None:
    text = str(case["is"])
    if "fails" in case:
        with pytest.raises((KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError, RuntimeError, IndexError)):
            cel.evaluate(text, {"o": VALUE})
    else:
        assert cel.evaluate(text, {"o": VALUE}) == case["gives"]


LISTS = {"l": list(range(2_000)), "s": "x" * 100_000}


@pytest.mark.parametrize(
    "text",
    [
        "o.l.all(a, o.l.all(b, o.l.all(c, true)))",
        "o.l.map(a, o.l.map(b, o.l))",
        "['aaaaaaaaaa']" + ".map(s, s + s + s + s + s + s + s + s)" * 12,
        "[[1, 2]]" + ".map(s, s + s + s + s + s + s + s + s)" * 12,
        "o.l.exists(x, 'a'.matches(string(x) + '(a{50}){20}'))",
        "o.s.replace('', o.s)",
        "o.l.map(x, o.s).join()",
        "o.l.all(x, o.l == o.l)",
        "o.l.exists(x, o.s.contains('y'))",
        "o.l.map(x, o.s.split(''))",
    ],
)
def test_what_would_take_long_is_stopped(text: str) -> None:
    with pytest.raises(Overspent):
        evaluated(text, o=LISTS)


def test_names_of_macros_end_with_them() -> None:
    with pytest.raises(CelError, match="unknown name 'x'"):
        evaluated("o.l.all(x, true) && x == 1", o=VALUE)
    assert evaluated("o.l.map(x, x) == x", o=VALUE, x=[1, 2, 3]) is True
