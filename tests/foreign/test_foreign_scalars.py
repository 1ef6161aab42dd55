"""What plain scalars and tags mean to kubectl: these values were printed by `kubectl label --local -o json`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.foreign.scalars import is_odd, key, plain, tagged

PLAIN: dict[str, Any] = {
    **dict.fromkeys(["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"], True),
    **dict.fromkeys(["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"], False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(["0444", "0o444", "0O444", "0x124", "292", "2.92e2", "29_2", "0b100100100"], 292),
}
PLAIN |= {
    text: text
    for text in [
        "yEs",
        "oN",
        "tRUE",
        "nULL",
        "=",
        "_",
        "+",
        "..",
        ".",
        "1.5.5",
        "Infinity",
        "+inf",
        "NaN",
        "22:22",
        "1:2",
        "2020-01-01",
        "2020-1-1",
        "0b",
        "0x",
    ]
}
PLAIN |= {
    text: text
    for text in ["0x1.8p1", "._5", ".e1", ".5e", "1e400", ".1e400", ".5__0", "10.0.0.1", "1.2.3", "1Gi", "100m", "-", "0x1p3"]
}
PLAIN |= {"0b11": 3, "-0b11": -3, "0X1f": 31, "+0x1f": 31, "-0x1f": -31, "-0o17": -15, "0x1_F": 31, "0_o7": 7, "0_7": 7}
PLAIN |= {"089": 89, "08": 8, "0009": 9, "-09": -9, "0_9": 9, "-012": -10, "+12": 12, "1_000": 1000, "12_": 12, "00": 0, "-0": 0}
PLAIN |= {"1e3": 1000, "1E3": 1000, "1.0": 1, "1.": 1, "0.": 0, "0e1": 0, "1e+3": 1000, "1e1_0": 10**10, ".5e1": 5, "0.1e1": 1}
PLAIN |= {"1.10": 1.1, ".5": 0.5, "+.5": 0.5, "-.5": -0.5, "1_0.5": 10.5, ".5_0": 0.5, "09.5": 9.5, "1e-7": 1e-7, "1e21": 1e21}
PLAIN |= {"9223372036854775807": 2**63 - 1, "9223372036854775808": 2.0**63, "18446744073709551616": 2.0**64, "1e-400": 0}
PLAIN |= {"0777777777777777777777777": 777777777777777777777777.0, "0xfffffffffffffffff": 2.0**68}


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    found = plain(text)
    assert (type(found), found) == (type(PLAIN[text]), PLAIN[text])


@pytest.mark.parametrize("text", [".inf", "-.Inf", "+.INF", ".nan", ".NaN"])
def test_what_json_cannot_hold(text: str) -> None:
    with pytest.raises(ValueError, match="is no number that JSON can hold"):
        plain(text)


TAGGED = [
    ("str", "12", "12"),
    ("str", "~", "~"),
    ("int", "012", 10),
    ("int", "0b1", 1),
    ("float", "3", 3),
    ("float", "1.5", 1.5),
    ("bool", "yes", True),
    ("binary", "aGVsbG8=", "hello"),
    ("timestamp", "2020-01-01", "2020-01-01"),
    ("unknown", "12", "12"),
]


@pytest.mark.parametrize(("name", "text", "value"), TAGGED)
def test_tagged(name: str, text: str, value: object) -> None:
    assert tagged(f"tag:yaml.org,2002:{name}", text) == value
    assert tagged(f"!{name}", text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [("int", "a"), ("int", "1.5"), ("float", "abc"), ("bool", "x"), ("null", "x"), ("binary", "*"), ("timestamp", "x")],
)
def test_wrongly_tagged(name: str, text: str) -> None:
    with pytest.raises(ValueError, match="this is no"):
        tagged(f"tag:yaml.org,2002:{name}", text)


@pytest.mark.parametrize(
    ("text", "json"),
    [("yes", "true"), ("off", "false"), ("012", "10"), ("1.5e1", "15"), (".5", "0.5"), ("1.10", "1.1"), ("app", "app")],
)
def test_keys(text: str, json: str) -> None:
    assert key(text) == json


@settings(derandomize=True)
@given(st.text(alphabet="0123456789+-._eExXoObBnNaAiIfFyYtT~:", max_size=12))
def test_whatever_is_not_odd_is_text(text: str) -> None:
    try:
        value = plain(text)
    except ValueError:
        assert is_odd(text)
        return
    assert is_odd(text) or value == text
