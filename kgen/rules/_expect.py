"""What a rule may expect of a value: whether it is right, what to fill, what to say, and the same as CEL."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from kgen.findings import shown

Scalar = str | int | bool


class Expectation(NamedTuple):
    """What is right for a value.

    `holds` is asked only for values that are set; `unset` says whether it is right to leave the value out. `must` completes
    "'path' is … ; it must …". `cel` turns the CEL expression of a set value into a condition. `fill` is put where nothing is
    set, `members` are added to a list that lacks them; with neither, a person has to decide. `instead` says what to do about
    a value that has to go.
    """

    holds: Callable[[Any], bool]
    must: str
    cel: Callable[[str], str]
    unset: bool = False
    fill: Any = None
    members: tuple[Scalar, ...] = ()
    instead: str = ""

    def filled(self) -> Any:
        """A fresh value to put where nothing is set; None where a person has to decide."""
        return copied(self.fill)

    def message(self, path: str, value: Any) -> str:
        """What is wrong with the value at `path`, and what would be right."""
        state = "is not set" if value is None else "is set" if _is_large(value) else f"is {shown(value)}"
        instead = f" {self.instead}" if self.instead else ""
        return f"'{path}' {state}; {'leave it out' if self.must == _OUT else f'it must {self.must}'}{instead}"


class Quick(NamedTuple):
    """The part of an expectation that tells whether a value is right: what is set has to hold, and `unset` may be left out."""

    holds: Callable[[Any], bool]
    unset: bool = True


def needed(holds: Callable[[Any], bool] = lambda found: True) -> Quick:
    """Set, and as the function says; for what a rule is sure of."""
    return Quick(holds, unset=False)


_OUT = "be left out"


def _is_large(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value))


def copied(value: Any) -> Any:
    """A copy of a value as manifests hold them: maps, lists and what cannot change."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def _is_one(values: tuple[Scalar, ...]) -> Callable[[Any], bool]:
    """A test for being one of the values; true is not 1, so what is no text is compared with its type."""
    if all(isinstance(value, str) for value in values):
        return lambda found: found in values
    if len(values) == 1 and isinstance(values[0], bool):
        return lambda found: found is values[0]
    typed = tuple((type(value), value) for value in values)
    return lambda found: (type(found), found) in typed


def _is_none(values: tuple[Scalar, ...]) -> Callable[[Any], bool]:
    found_in = _is_one(values)
    return lambda found: not found_in(found)


@cache
def _searcher(pattern: str) -> Callable[[str], object]:
    """Compiled when first asked: most patterns are needed in few builds."""
    return re.compile(pattern).search


def _literal(value: Any) -> str:
    return json.dumps(value)


def _any(values: tuple[Scalar, ...], last: str = "or") -> str:
    words = [shown(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def equals(value: Scalar) -> Expectation:
    """Set, and exactly this value."""
    return Expectation(
        holds=_is_one((value,)),
        must=f"be {shown(value)}",
        cel=lambda at: f"{at} == {_literal(value)}",
        fill=value,
    )


def above(limit: int, *, fill: int | None = None) -> Expectation:
    """Set, and a number above the limit."""
    return Expectation(
        holds=lambda found: type(found) is int and found > limit,
        must=f"be above {limit}",
        cel=lambda at: f"{at} > {limit}",
        fill=fill,
    )


def one_of(*values: Scalar, fill: Scalar | None = None) -> Expectation:
    """Set, and one of these values."""
    return Expectation(
        holds=_is_one(values),
        must=f"be {_any(values)}",
        cel=lambda at: f"{at} in {_literal(list(values))}",
        fill=fill,
    )


def allowed(*values: Scalar) -> Expectation:
    """Not set, or one of these values."""
    return Expectation(
        holds=_is_one(values),
        must=f"be {_any(values)}, or left out",
        cel=lambda at: f"{at} in {_literal(list(values))}",
        unset=True,
    )


def none_of(*values: Scalar) -> Expectation:
    """Not set, or none of these values."""
    return Expectation(
        holds=_is_none(values),
        must=f"not be {_any(values)}",
        cel=lambda at: f"!({at} in {_literal(list(values))})",
        unset=True,
    )


def present(example: str, *, fill: Any = None) -> Expectation:
    """Set, to whatever value; the example completes "it must be"."""
    return Expectation(holds=lambda found: True, must=f"be {example}", cel=lambda at: "true", fill=fill)


def other_than(*values: Scalar, right: str) -> Expectation:
    """Set, and none of these values; `right` completes "it must"."""
    return Expectation(
        holds=_is_none(values),
        must=right,
        cel=lambda at: f"!({at} in {_literal(list(values))})",
    )


def absent(instead: str = "") -> Expectation:
    """Not set at all, not even to a harmless value: some checkers look only for the key."""
    return Expectation(holds=lambda found: False, must=_OUT, cel=lambda at: "false", unset=True, instead=instead)


def empty() -> Expectation:
    """Not set, or a list, map or text without content."""
    return Expectation(
        holds=lambda found: found in ("", [], {}),
        must=_OUT,
        cel=lambda at: f"size({at}) == 0",
        unset=True,
    )


def contains(*members: Scalar) -> Expectation:
    """A list with all these members; missing ones are added behind."""
    return Expectation(
        holds=lambda found: isinstance(found, list) and all(map(found.__contains__, members)),
        must=f"contain {_any(members, 'and')}",
        cel=lambda at: " && ".join(f"{_literal(member)} in {at}" for member in members),
        fill=list(members),
        members=members,
    )


def excludes(*members: Scalar) -> Expectation:
    """Not set, or a list with none of these members."""
    is_member = _is_one(members)
    return Expectation(
        holds=lambda found: isinstance(found, list) and not any(map(is_member, found)),
        must=f"not contain {_any(members)}",
        cel=lambda at: f"!{at}.exists(member, member in {_literal(list(members))})",
        unset=True,
    )


def matching(pattern: str, right: str, *, unset: bool = False) -> Expectation:
    """A text in which the pattern (RE2 syntax) is found; `right` completes "it must"."""
    return Expectation(
        holds=lambda found: isinstance(found, str) and _searcher(pattern)(found) is not None,
        must=right,
        cel=lambda at: f"{at}.matches({_literal(pattern)})",
        unset=unset,
    )


def unlike(pattern: str, right: str) -> Expectation:
    """Not set, or nothing in which the pattern (RE2 syntax) is found; `right` completes "it must"."""
    return Expectation(
        holds=lambda found: not isinstance(found, str) or _searcher(pattern)(found) is None,
        must=right,
        cel=lambda at: f"!{at}.matches({_literal(pattern)})",
        unset=True,
    )
