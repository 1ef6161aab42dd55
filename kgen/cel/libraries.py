"""What Kubernetes adds to CEL's functions: texts, lists, quantities and sets.

https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from kgen.cel import quantities
from kgen.cel.functions import DYN, GLOBAL, METHODS, Function, Library, whole
from kgen.cel.values import NONE, Optional, Run, equal

_UPPER_TO_LOWER = {code: code + 32 for code in range(65, 91)}
_LOWER_TO_UPPER = {code + 32: code for code in range(65, 91)}
_SPACES = (
    " \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


def _char(run: Run, text: str, index: int) -> str:
    if not 0 <= index <= len(text):
        raise ValueError(f"index out of range: {index}")
    return text[index : index + 1]


def _index(run: Run, text: str, part: str, start: int = 0) -> int:
    run.read(len(text))
    if not 0 <= start <= len(text):
        raise ValueError(f"index out of range: {start}")
    return text.find(part, start)


def _last_index(run: Run, text: str, part: str) -> int:
    run.read(len(text))
    return text.rfind(part)


def _translated(table: dict[int, int]) -> Callable[[Run, str], str]:
    def do(run: Run, text: str) -> str:
        run.read(len(text))
        return text.translate(table)

    return do


def _replace(run: Run, text: str, old: str, new: str, most: int = -1) -> str:
    count = text.count(old) if most < 0 else min(most, text.count(old))
    run.read(len(text) + count * len(new))
    return text.replace(old, new, most)


def _split(run: Run, text: str, by: str, most: int = -1) -> list[str]:
    run.read(len(text) * 2)
    if most == 0:
        return []
    return (
        text.split(by, most - 1 if most > 0 else -1) if by else list(text if most < 0 else [*text[: most - 1], text[most - 1 :]])
    )


def _join(run: Run, parts: list[Any], by: str = "") -> str:
    if not all(isinstance(part, str) for part in parts):
        raise ValueError("only texts can be joined")
    run.read(sum(map(len, parts)) + len(by) * len(parts))
    return by.join(parts)


def _substring(run: Run, text: str, start: int, end: int | None = None) -> str:
    last = len(text) if end is None else end
    if not 0 <= start <= last <= len(text):
        raise ValueError(f"index out of range: {start if end is None else f'{start} to {end}'}")
    return text[start:last]


def _trim(run: Run, text: str) -> str:
    run.read(len(text))
    return text.strip(_SPACES)


def _one_type(parts: list[Any]) -> None:
    kinds = {type(part) for part in parts}
    if not (kinds <= {str} or (kinds <= {int, float})):
        raise ValueError("only texts, or only numbers, can be compared")


def _least(choose: Callable[[list[Any]], Any]) -> Callable[[Run, list[Any]], Any]:
    def do(run: Run, parts: list[Any]) -> Any:
        run.read(len(parts) * 8)
        _one_type(parts)
        if not parts:
            raise ValueError("the list is empty")
        return choose(parts)

    return do


def _sorted(run: Run, parts: list[Any]) -> bool:
    run.read(len(parts) * 8)
    _one_type(parts)
    return all(one <= other for one, other in pairwise(parts))


def _sum(run: Run, parts: list[Any]) -> Any:
    run.read(len(parts) * 8)
    if len({type(part) for part in parts}) > 1 or not all(type(part) in (int, float) for part in parts):
        raise ValueError("only numbers of one type can be added up")
    total = sum(parts)
    return whole(total) if isinstance(total, int) else total


def _place(order: Callable[[list[Any]], Iterable[int]]) -> Callable[[Run, list[Any], Any], int]:
    def do(run: Run, parts: list[Any], value: Any) -> int:
        return next((index for index in order(parts) if equal(parts[index], value, run)), -1)

    return do


def _contains(run: Run, one: list[Any], other: list[Any]) -> bool:
    return all(any(equal(item, part, run) for item in one) for part in other)


def _equivalent(run: Run, one: list[Any], other: list[Any]) -> bool:
    return _contains(run, one, other) and _contains(run, other, one)


def _intersects(run: Run, one: list[Any], other: list[Any]) -> bool:
    return any(equal(item, part, run) for item in one for part in other)


def _value(run: Run, one: Optional) -> Any:
    if not one.present:
        raise ValueError("there is none")
    return one.value


_forward = _place(lambda parts: range(len(parts)))
_backward = _place(lambda parts: range(len(parts) - 1, -1, -1))

_TEXTS: Library = {
    "charAt": (Function(("string", "int"), "string", _char),),
    "lowerAscii": (Function(("string",), "string", _translated(_UPPER_TO_LOWER)),),
    "upperAscii": (Function(("string",), "string", _translated(_LOWER_TO_UPPER)),),
    "replace": (
        Function(("string", "string", "string"), "string", _replace),
        Function(("string", "string", "string", "int"), "string", _replace),
    ),
    "split": (Function(("string", "string"), "list", _split), Function(("string", "string", "int"), "list", _split)),
    "join": (Function(("list",), "string", _join), Function(("list", "string"), "string", _join)),
    "substring": (Function(("string", "int"), "string", _substring), Function(("string", "int", "int"), "string", _substring)),
    "trim": (Function(("string",), "string", _trim),),
    "indexOf": (
        Function(("string", "string"), "int", _index),
        Function(("string", "string", "int"), "int", _index),
        Function(("list", DYN), "int", _forward),
    ),
    "lastIndexOf": (Function(("string", "string"), "int", _last_index), Function(("list", DYN), "int", _backward)),
}
_LISTS: Library = {
    "isSorted": (Function(("list",), "bool", _sorted),),
    "sum": (Function(("list",), DYN, _sum),),
    "min": (Function(("list",), DYN, _least(min)),),
    "max": (Function(("list",), DYN, _least(max)),),
}
_SETS: Library = {
    "sets.contains": (Function(("list", "list"), "bool", _contains),),
    "sets.equivalent": (Function(("list", "list"), "bool", _equivalent),),
    "sets.intersects": (Function(("list", "list"), "bool", _intersects),),
}

_MAYBE = "optional_type"
_OPTIONALS: Library = {
    "orValue": (Function((_MAYBE, DYN), DYN, lambda run, one, other: one.value if one.present else other),),
    "or": (Function((_MAYBE, _MAYBE), _MAYBE, lambda run, one, other: one if one.present else other),),
    "hasValue": (Function((_MAYBE,), "bool", lambda run, one: one.present),),
    "value": (Function((_MAYBE,), DYN, _value),),
}
_MAKING: Library = {
    "optional.of": (Function((DYN,), _MAYBE, lambda run, value: Optional(value, True)),),
    "optional.none": (Function((), _MAYBE, lambda run: NONE),),
}

FUNCTIONS: Library = {**GLOBAL, **_SETS, **_MAKING, **quantities.FUNCTIONS}
"""Every function that is called by its name."""

ALL_METHODS: Library = {**METHODS, **_TEXTS, **_LISTS, **_OPTIONALS, **quantities.METHODS}
"""Every function that is called on a value."""
