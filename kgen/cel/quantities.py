"""Quantities in expressions (https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from kgen.cel.functions import AMOUNT, Function, Library, whole
from kgen.cel.values import Quantity, Run


def _quantity(run: Run, text: str) -> Quantity:
    from kgen.verify.quantities import parse

    run.read(len(text))
    return Quantity(parse(text))


def _is_quantity(run: Run, text: str) -> bool:
    try:
        _quantity(run, text)
    except ValueError:
        return False
    return True


def _is_whole(run: Run, value: Quantity) -> bool:
    return value.amount.denominator == 1


def _as_int(run: Run, value: Quantity) -> int:
    if value.amount.denominator != 1:
        raise ValueError("the quantity is no whole number")
    return whole(int(value.amount))


def _as_float(run: Run, value: Quantity) -> float:
    return float(value.amount)


def _sign(run: Run, value: Quantity) -> int:
    return (value.amount > 0) - (value.amount < 0)


def _compare(run: Run, one: Quantity, other: Quantity) -> int:
    return (one.amount > other.amount) - (one.amount < other.amount)


def _added(sign: int) -> Callable[..., Quantity]:
    def do(run: Run, one: Quantity, other: Any) -> Quantity:
        amount = other.amount if isinstance(other, Quantity) else Fraction(other)
        return Quantity(one.amount + sign * amount)

    return do


FUNCTIONS: Library = {
    "quantity": (Function(("string",), AMOUNT, _quantity),),
    "isQuantity": (Function(("string",), "bool", _is_quantity),),
}
METHODS: Library = {
    "sign": (Function((AMOUNT,), "int", _sign),),
    "isInteger": (Function((AMOUNT,), "bool", _is_whole),),
    "asInteger": (Function((AMOUNT,), "int", _as_int),),
    "asApproximateFloat": (Function((AMOUNT,), "double", _as_float),),
    "compareTo": (Function((AMOUNT, AMOUNT), "int", _compare),),
    "isLessThan": (Function((AMOUNT, AMOUNT), "bool", lambda run, one, other: _compare(run, one, other) < 0),),
    "isGreaterThan": (Function((AMOUNT, AMOUNT), "bool", lambda run, one, other: _compare(run, one, other) > 0),),
    "add": (Function((AMOUNT, AMOUNT), AMOUNT, _added(1)), Function((AMOUNT, "int"), AMOUNT, _added(1))),
    "sub": (Function((AMOUNT, AMOUNT), AMOUNT, _added(-1)), Function((AMOUNT, "int"), AMOUNT, _added(-1))),
}
