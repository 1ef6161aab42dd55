"""The values of expressions, what goes wrong with them, and the budget of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

BUDGET = 300_000
"""Steps that one evaluation may take, about a fifth of a second. A cluster stops at a cost of 1,000,000
(k8s.io/apiserver/pkg/apis/cel, PerCallLimit), which its steps use up several at a time."""

CHARACTERS_PER_STEP = 8
"""Characters that are read or made for the price of a step."""


class CelError(Exception):
    """What is wrong with an expression, or with the values it met; `at` is the place in the expression."""

    def __init__(self, message: str, at: int, hint: str = "", width: int = 1) -> None:
        self.message = message
        self.at = at
        self.hint = hint
        self.width = width
        super().__init__(message)


class Overspent(Exception):  # noqa: N818 - it is no mistake of the values; nothing in an expression may catch it
    """An evaluation took more steps than it may."""


class Run:
    """One evaluation: the values of names, and the steps that are left."""

    __slots__ = ("left", "names")

    def __init__(self, names: Mapping[str, Any], left: int = BUDGET) -> None:
        self.names = dict(names)
        self.left = left

    def spend(self, steps: int) -> None:
        """Count so many steps. Raises Overspent."""
        self.left -= steps
        if self.left < 0:
            raise Overspent

    def read(self, characters: int) -> None:
        """Count the steps for that many characters, or members of a list."""
        self.spend(1 + characters // CHARACTERS_PER_STEP)


class Uint(int):
    """A number that was written as unsigned."""


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a value, as `type(x)` gives it."""

    name: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a resource, such as 250m or 1Gi."""

    amount: Fraction


@dataclass(frozen=True, slots=True)
class Optional:
    """What `.?` and `[?]` give: a value, or none."""

    value: Any = None
    present: bool = False


NONE = Optional()


def member(value: Any, key: Any) -> Optional:
    """What a map has under a key, or a list at an index, if anything."""
    if isinstance(value, dict) and type(key) in (str, int) and key in value:
        return Optional(value[key], True)
    if isinstance(value, list) and type(key) is int and 0 <= key < len(value):
        return Optional(value[key], True)
    return NONE


NAMES: dict[type, str] = {
    bool: "bool",
    int: "int",
    Uint: "uint",
    float: "double",
    str: "string",
    list: "list",
    dict: "map",
    type(None): "null_type",
    Type: "type",
    Quantity: "kubernetes.Quantity",
    Optional: "optional_type",
}
WORDS = {
    "bool": "true or false",
    "int": "a whole number",
    "uint": "an unsigned number",
    "double": "a fraction",
    "string": "a text",
    "list": "a list",
    "map": "a map",
    "null_type": "null",
    "type": "a type",
    "kubernetes.Quantity": "a quantity",
    "optional_type": "an optional value",
}


def kind(value: Any) -> str:
    """The name of a value's type."""
    return NAMES[type(value)]


def words(value: Any) -> str:
    """What a person calls a value's type."""
    return WORDS[kind(value)]


def equal(one: Any, other: Any, run: Run) -> bool:
    """Whether two values are the same: numbers by their amount, all others only within their type."""
    run.spend(1)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    if isinstance(one, str):
        run.read(len(one))
        return isinstance(other, str) and one == other
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(equal, one, other, [run] * len(one)))
    if isinstance(one, dict):
        same = isinstance(other, dict) and one.keys() == other.keys()
        return same and all(equal(value, other[key], run) for key, value in one.items())
    return type(one) is type(other) and bool(one == other)
