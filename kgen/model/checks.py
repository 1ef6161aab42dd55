"""What scalar types are made of: steps that say in their message what would be right, and in JSON Schema what they take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

_SHOWN = 100
"""Characters of a value that a message repeats."""


def error(code: str, message: str, **values: Any) -> PydanticCustomError:
    """A validation error that becomes a problem with this code and message; long values are cut, `{...}` in them is kept."""
    shown = {
        key: f"{value[: _SHOWN - 1]}…" if isinstance(value, str) and len(value) > _SHOWN else value
        for key, value in values.items()
    }
    return PydanticCustomError(code, "{text}", {"text": message.format_map(shown)})


@dataclass(frozen=True)
class Takes(BeforeValidator):
    """A step before the check of a type; `schema` is the JSON Schema of what it takes."""

    schema: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Check(AfterValidator):
    """A check of a value; `schema` says in JSON Schema what can be said there of what it lets pass."""

    schema: dict[str, Any] = field(default_factory=dict, compare=False)


@cache
def _whole(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).fullmatch


def matches(pattern: str, code: str, right: str, most: int = 0) -> Check:
    """A text that matches the whole pattern, of at most `most` characters; `right` says what would match.

    Where the pattern is to stand in the JSON Schema, it must mean the same to Python and to ECMA 262. It is compiled when
    the first value comes: most commands see values of a few types only.
    """

    def check(value: str) -> str:
        if most and len(value) > most:
            raise error(code, "'{value}' has {n} characters; at most {most} are allowed", value=value, n=len(value), most=most)
        if not _whole(pattern)(value):
            raise error(code, "'{value}' is not {right}", value=value, right=right)
        return value

    return Check(check, {"pattern": f"^{pattern}$"} | ({"maxLength": most} if most else {}))
