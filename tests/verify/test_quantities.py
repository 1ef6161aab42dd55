"""Quantities as the API server reads, prints and adds them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.verify import quantities

CANONICAL = [
    # as written, resource, as the API server prints it
    ("0", "cpu", "0"),
    ("0Gi", "memory", "0"),
    ("1", "cpu", "1"),
    ("1.", "cpu", "1"),
    ("+1", "cpu", "1"),
    ("1.0", "cpu", "1"),
    ("1000m", "cpu", "1"),
    ("1500m", "cpu", "1500m"),
    ("1.5", "cpu", "1500m"),
    ("0.5", "cpu", "500m"),
    (".5", "cpu", "500m"),
    ("0.001", "cpu", "1m"),
    ("250000u", "cpu", "250m"),
    ("100", "cpu", "100"),
    ("1000", "cpu", "1k"),
    ("1e3", "cpu", "1e3"),
    ("12E2", "cpu", "1200"),
    ("1e0", "cpu", "1"),
    ("5e-1", "cpu", "500e-3"),
    ("1024Mi", "memory", "1Gi"),
    ("1536Mi", "memory", "1536Mi"),
    ("1.5Gi", "memory", "1536Mi"),
    ("0.5Gi", "memory", "512Mi"),
    ("1Ki", "memory", "1Ki"),
    ("0.5Ki", "memory", "512"),
    ("1048576Ki", "memory", "1Gi"),
    ("1073741824", "memory", "1073741824"),
    ("1000M", "memory", "1G"),
    ("1500M", "memory", "1500M"),
    ("100000", "storage", "100k"),
    ("1E", "storage", "1E"),
    ("7Ei", "storage", "7Ei"),
    ("9Ei", "storage", "9223372036854775807"),
]

REFUSED = [
    ("", "memory", "'' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    (".", "memory", "'.' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("-", "cpu", "'-' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1gb", "memory", "'1gb' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1 Gi", "memory", "'1 Gi' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1Gi\n", "memory", "'1Gi\\x0a' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1K", "memory", "'1K' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("0.1mi", "memory", "'0.1mi' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1.1.M", "memory", "'1.1.M' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("-3.01e-", "cpu", "'-3.01e-' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("٣", "cpu", "'٣' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("1" * 200, "cpu", f"'{'1' * 79}…' is not a quantity, such as 250m, 2, 512Mi or 1Gi"),
    ("-1", "cpu", "'-1' is negative"),
    ("512m", "memory", "'512m' is not a whole number of bytes; did you mean '512Mi'?"),
    ("1.1Gi", "storage", "'1.1Gi' is not a whole number of bytes"),
    ("0.5m", "cpu", "'0.5m' is not a whole number of thousandths of a core"),
]


@pytest.mark.parametrize(("text", "kind", "printed"), CANONICAL)
def test_canonical(text: str, kind: str, printed: str) -> None:
    assert quantities.canonical(text, kind) == printed
    assert quantities.canonical(printed, kind) == printed


@pytest.mark.parametrize(("text", "kind", "message"), REFUSED)
def test_refused(text: str, kind: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        quantities.canonical(text, kind)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("250m", Fraction(1, 4)),
        (2, Fraction(2)),
        (0.5, Fraction(1, 2)),
        (1e-07, Fraction(1, 10**7)),
        ("-1.5Ki", Fraction(-1536)),
        ("1n", Fraction(1, 10**9)),
        ("0.1n", Fraction(1, 10**9)),
        ("-0.1n", Fraction(-1, 10**9)),
        ("1e9999", Fraction(2**63 - 1)),
    ],
)
def test_parse(text: str | float, amount: Fraction) -> None:
    assert quantities.parse(text) == amount


def test_totals() -> None:
    assert quantities.total_cpu(["250m", "4", "0.25"]) == "4500m"
    assert quantities.total_cpu(["500m"] * 2) == "1"
    assert quantities.total_cpu([]) == "0"
    assert quantities.total_memory(["512Mi"] * 3) == "1536Mi"
    assert quantities.total_memory(["512Mi", "0.5Gi"]) == "1Gi"
    assert quantities.total_memory(["100M", "1Ki"]) == "100001024"
    assert quantities.cpu(Fraction(1, 3)) == "334m"
    assert quantities.memory(Fraction(2049, 2)) == "1025"


def test_exceeds() -> None:
    assert quantities.exceeds("1", "999m")
    assert quantities.exceeds("1Gi", "1G")
    assert not quantities.exceeds("1024Mi", "1Gi")


WRITTEN = st.from_regex(r"\A[0-9]{1,9}(\.[0-9]{1,3})?(m|k|M|G|Ki|Mi|Gi|e[0-9])?\Z")


@given(st.lists(WRITTEN, max_size=5))
@settings(derandomize=True)
def test_a_printed_amount_is_the_same_amount(texts: list[str]) -> None:
    amount = sum(map(quantities.parse, texts), Fraction(0))
    assert 0 <= quantities.parse(quantities.cpu(amount)) - amount < Fraction(1, 1000)
    assert 0 <= quantities.parse(quantities.memory(amount)) - amount < 1
    assert quantities.total_memory(texts) == quantities.memory(amount)
