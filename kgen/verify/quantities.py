"""Kubernetes quantities (`250m`, `1Gi`, `1e3`) read and printed as the API server does, and sums of them.

Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from kgen.verify.errors import shown

_QUANTITY = re.compile(r"([+-]?)([0-9]+\.?[0-9]*|\.[0-9]+)(?:([eE][+-]?[0-9]{1,4})|(n|u|m|k|[MGTPE]|[KMGTPE]i)?)")
_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_LARGEST = 2**63 - 1
"""The API server caps larger amounts at this."""
_NANO = 10**9
_LONGEST = 100
"""Characters of a quantity; more is no amount, and only costs time."""

_STEP = {
    "cpu": (Fraction(1, 1000), "a whole number of thousandths of a core"),
    "memory": (Fraction(1), "a whole number of bytes"),
    "storage": (Fraction(1), "a whole number of bytes"),
}
"""The finest amount of each resource, and its name.

https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes
"""


def parse(text: str | int | float) -> Fraction:
    """The amount: cores, bytes or pieces. Finer than a billionth is rounded up, more than 2**63 - 1 capped, as in the cluster.

    Numbers are taken as YAML and JSON write them. Raises ValueError for what is no quantity.
    """
    return _read(text if isinstance(text, str) else repr(text))[0]


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Fraction, str]:
    """The amount, and how it was written: `Ki` (powers of 1024), `e` (exponent) or `k` (powers of 1000)."""
    match = _QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None
    if not match:
        raise ValueError(f"'{shown(text)}' is not a quantity, such as 250m, 2, 512Mi or 1Gi")
    sign, digits, exponent, suffix = match.groups()
    if exponent:
        scale, form = Fraction(10) ** int(exponent[1:]), "e"
    elif suffix in _BINARY:
        scale, form = Fraction(1024) ** _BINARY[suffix], "Ki"
    else:
        scale, form = Fraction(10) ** _DECIMAL[suffix or ""], "k"
    nano = -(-Fraction(digits.removesuffix(".")) * scale * _NANO // 1)
    amount = min(Fraction(nano, _NANO), Fraction(_LARGEST))
    return (-amount if sign == "-" else amount), form


@lru_cache(maxsize=8192)
def billionths(text: str) -> int:
    """The amount as a whole number of billionths, to add many up. Raises ValueError for what is no quantity."""
    return int(parse(text) * _NANO)


@lru_cache(maxsize=8192)
def canonical(text: str, kind: str) -> str:
    """The quantity as the API server prints it: `1000m` as `1`, `1024Mi` as `1Gi`, `0.5` as `500m`.

    `kind` is `cpu`, `memory` or `storage`. Raises ValueError for what is no quantity, is negative, or is finer than that
    resource can be (`512m` of memory is half a byte).
    """
    amount, form = _read(text)
    step, words = _STEP[kind]
    if amount < 0:
        raise ValueError(f"'{shown(text)}' is negative")
    if amount % step:
        hint = f"; did you mean '{text[:-1]}Mi'?" if kind != "cpu" and text.endswith("m") else ""
        raise ValueError(f"'{shown(text)}' is not {words}{hint}")
    return _written(amount, form)


def _written(amount: Fraction, form: str) -> str:
    """Without fractions, with the largest unit that keeps the amount; powers of 1024 for whole numbers from 1024 on."""
    if form == "Ki" and abs(amount) >= 1024 and amount.denominator == 1:
        number, power = amount.numerator, 0
        while number % 1024 == 0 and power < len(_BINARY):
            number, power = number // 1024, power + 1
        return f"{number}{next((unit for unit, each in _BINARY.items() if each == power), '')}"
    number, power = int(amount * _NANO), -9
    while number and number % 1000 == 0 and power < _DECIMAL["E"]:
        number, power = number // 1000, power + 3
    if not number or power == 0:
        return str(number)
    if form == "e":
        return f"{number}e{power}"
    return f"{number}{next(unit for unit, each in _DECIMAL.items() if each == power)}"


def cpu(amount: Fraction) -> str:
    """An amount of cores as a quantity: `4500m`, `6`; finer than a thousandth is rounded up."""
    return _written(Fraction(-(-amount * 1000 // 1), 1000), "m")


def memory(amount: Fraction) -> str:
    """An amount of bytes as a quantity: `1536Mi`, `3Gi`; a part of a byte counts as a whole one."""
    return _written(Fraction(-(-amount // 1)), "Ki")


def total_cpu(texts: Iterable[str]) -> str:
    """The sum of CPU quantities: `4500m`. Raises ValueError for what is no quantity."""
    return cpu(sum((parse(text) for text in texts), Fraction(0)))


def total_memory(texts: Iterable[str]) -> str:
    """The sum of quantities of memory or storage: `1536Mi`. Raises ValueError for what is no quantity."""
    return memory(sum((parse(text) for text in texts), Fraction(0)))


@lru_cache(maxsize=8192)
def exceeds(one: str, other: str) -> bool:
    """Whether one quantity is larger than another. Raises ValueError for what is no quantity."""
    return parse(one) > parse(other)
