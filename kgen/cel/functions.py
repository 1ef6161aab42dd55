"""The functions of CEL's standard library, and how all functions are declared.

A function gets the evaluation and its arguments, of types it asked for; what it cannot do it says as a ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kgen.cel.patterns import found
from kgen.cel.values import Quantity, Run, Type, Uint, kind

DYN = "dyn"
"""A type that is known only when the expression is evaluated."""


@dataclass(frozen=True, slots=True)
class Function:
    """One overload: the types of its arguments (a method's object first), the type of its result, and what it does."""

    takes: tuple[str, ...]
    gives: str
    do: Callable[..., Any]

    def fits(self, types: tuple[str, ...]) -> bool:
        """Whether arguments of these types can be meant."""
        asked = self.takes
        return len(asked) == len(types) and all(
            DYN in (one, other) or one == other for one, other in zip(asked, types, strict=True)
        )


Library = Mapping[str, tuple[Function, ...]]

LARGEST = 2**63 - 1
_LARGEST_UNSIGNED = 2**64 - 1


def whole(number: int) -> int:
    """An int of 64 bits. Raises ValueError for what has no room in them."""
    if not -LARGEST - 1 <= number <= LARGEST:
        raise ValueError("the number is larger than any int")
    return number


def _size(run: Run, value: Any) -> int:
    return len(value)


def _int(run: Run, value: Any) -> int:
    try:
        number = int(value) if not isinstance(value, str) else int(value, 10) if len(value) < 25 else LARGEST + 1
    except (ValueError, OverflowError):
        raise ValueError("this is no whole number") from None
    return whole(number)


def _uint(run: Run, value: Any) -> Uint:
    number = _int(run, value) if not isinstance(value, int) else int(value)
    if not 0 <= number <= _LARGEST_UNSIGNED:
        raise ValueError("the number is no uint")
    return Uint(number)


def _double(run: Run, value: Any) -> float:
    run.read(len(value) if isinstance(value, str) else 1)
    try:
        return float(value)
    except (ValueError, OverflowError):
        raise ValueError("this is no number") from None


def _string(run: Run, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    return str(value)


def _bool(run: Run, value: str) -> bool:
    known = {
        **dict.fromkeys(("1", "t", "true", "TRUE", "True"), True),
        **dict.fromkeys(("0", "f", "false", "FALSE", "False"), False),
    }
    if value not in known:
        raise ValueError("this is neither true nor false")
    return known[value]


def _reading(test: Callable[[str, str], bool]) -> Callable[[Run, str, str], bool]:
    def do(run: Run, text: str, part: str) -> bool:
        run.read(len(text))
        return test(text, part)

    return do


def _type(run: Run, value: Any) -> Type:
    return Type(kind(value))


def _same(run: Run, value: Any) -> Any:
    return value


def _overloads(types: tuple[str, ...], gives: str, do: Callable[..., Any]) -> tuple[Function, ...]:
    return tuple(Function((one,), gives, do) for one in types)


GLOBAL: Library = {
    "size": _overloads(("string", "list", "map"), "int", _size),
    "int": _overloads(("int", "uint", "double", "string"), "int", _int),
    "uint": _overloads(("int", "uint", "double", "string"), "uint", _uint),
    "double": _overloads(("int", "uint", "double", "string"), "double", _double),
    "string": _overloads(("bool", "int", "uint", "double", "string"), "string", _string),
    "bool": (Function(("bool",), "bool", _same), Function(("string",), "bool", _bool)),
    "dyn": (Function((DYN,), DYN, _same),),
    "type": (Function((DYN,), "type", _type),),
}
"""Functions that are called by their name."""

METHODS: Library = {
    "size": GLOBAL["size"],
    "contains": (Function(("string", "string"), "bool", _reading(lambda text, part: part in text)),),
    "startsWith": (Function(("string", "string"), "bool", _reading(str.startswith)),),
    "endsWith": (Function(("string", "string"), "bool", _reading(str.endswith)),),
    "matches": (Function(("string", "string"), "bool", found),),
}
"""Functions that are called on a value."""

AMOUNT = "kubernetes.Quantity"
"""The type of quantities."""

__all__ = ["AMOUNT", "DYN", "GLOBAL", "LARGEST", "METHODS", "Function", "Library", "Quantity", "whole"]
