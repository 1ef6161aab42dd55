"""What operators do with values."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from kgen.cel.functions import whole
from kgen.cel.values import Run, Uint, equal, kind, words

_NUMBERS = ("int", "uint", "double")
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def result(sign: str, one: str, other: str) -> str:
    """The type that an operator gives for operands of these types; `dyn` where one is not known. Raises ValueError."""
    if sign == "in":
        if other not in ("list", "map", "dyn"):
            raise ValueError("'in' looks into a list or a map")
        return "bool"
    numbers = {one, other} <= {*_NUMBERS, "dyn"}
    if sign in ("==", "!=") or sign in _ORDERED:
        if one != other and "dyn" not in (one, other) and not numbers and "null_type" not in (one, other):
            raise ValueError(f"'{sign}' compares {one} with {other}")
        if sign in _ORDERED and not (numbers or {one, other} <= {"string", "bool", "dyn"}):
            raise ValueError(f"'{sign}' has no meaning for {one if one != 'dyn' else other}")
        return "bool"
    known = one if one != "dyn" else other
    adds = sign == "+" and known in ("string", "list")
    if (one != other and "dyn" not in (one, other)) or (known not in (*_NUMBERS, "dyn") and not adds):
        raise ValueError(f"'{sign}' has no meaning for {one} and {other}")
    if sign == "%" and known == "double":
        raise ValueError("'%' has no meaning for double")
    return known


def apply(sign: str, one: Any, other: Any, run: Run) -> Any:
    """The result of an operator that is neither logical nor `in`. Raises ValueError."""
    if sign in ("==", "!="):
        return equal(one, other, run) is (sign == "==")
    kinds = kind(one), kind(other)
    if sign in _ORDERED:
        if (kinds[0] == kinds[1] and kinds[0] in ("string", "bool")) or (kinds[0] in _NUMBERS and kinds[1] in _NUMBERS):
            run.read(len(one) if isinstance(one, str) else 1)
            return _ORDERED[sign](one, other)
        raise ValueError(f"'{sign}' cannot compare {words(one)} with {words(other)}")
    if kinds[0] != kinds[1]:
        raise ValueError(f"'{sign}' has no meaning for {words(one)} and {words(other)}")
    if sign == "+" and kinds[0] in ("string", "list"):
        run.read((len(one) + len(other)) * (8 if kinds[0] == "list" else 1))
        return one + other
    if kinds[0] == "double" and sign != "%":
        return _fraction(sign, one, other)
    if kinds[0] not in ("int", "uint"):
        raise ValueError(f"'{sign}' has no meaning for {words(one)}")
    number = _integer(sign, int(one), int(other))
    if kinds[0] == "int":
        return whole(number)
    if not 0 <= number < 2**64:
        raise ValueError("the number is no uint")
    return Uint(number)


def _integer(sign: str, one: int, other: int) -> int:
    if sign in "/%" and other == 0:
        raise ValueError("division by zero")
    match sign:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
    quotient = abs(one) // abs(other) * (1 if (one < 0) == (other < 0) else -1)
    return quotient if sign == "/" else one - quotient * other


def _fraction(sign: str, one: float, other: float) -> float:
    if sign == "/" and other == 0:
        return math.nan if one == 0 or math.isnan(one) else math.copysign(math.inf, one) * math.copysign(1, other)
    if sign == "/":
        return one / other
    return one + other if sign == "+" else one - other if sign == "-" else one * other


def contains(item: Any, group: Any, run: Run) -> bool:
    """What `in` says. Raises ValueError."""
    if isinstance(group, dict):
        run.spend(1)
        return type(item) in (str, int) and item in group
    if isinstance(group, list):
        return any(equal(item, member, run) for member in group)
    raise ValueError(f"'in' looks into a list or a map, not {words(group)}")
