"""What compiled expressions may do.

What an expression may *say* is decided on its syntax tree (`kgen.expand.expressions`); this is the second wall: a compiled one
calls nothing but what stands here. Attributes are declared fields or keys, never Python attributes, and nothing else is called
but the fragments it names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from kgen.expand.environment import ExpressionError, Frame, Missing, MissingValueError
from kgen.expand.words import kind

MOST_TEXT = 1_048_576
"""Characters of a text that an expression builds: the size to which the API limits what holds long texts
(https://kubernetes.io/docs/concepts/configuration/configmap/: 1 MiB)."""

_declared: dict[type, frozenset[str]] = {}
"""The fields of classes that were met."""


def _fields(of: type) -> frozenset[str]:
    """The declared fields of a model or named tuple; nothing for all other types."""
    declared: Iterable[str] = getattr(of, "__pydantic_fields__", None) or getattr(of, "_fields", None) or ()
    fields = frozenset(name for name in declared if not name.startswith("_"))
    if fields:
        _declared[of] = fields
    return fields


def attribute(value: Any, name: str) -> Any:
    """A declared field of a model, or a key of a map."""
    of = type(value)
    if of is dict:
        if name in value:
            return value[name]
    elif name in (_declared.get(of) or _fields(of)):
        return getattr(value, name)
    return value if of is Missing else Missing(obj=value, name=name)


def item(value: Any, argument: Any) -> Any:
    """An item of a list, or what `attribute` gives."""
    if type(argument) is Missing:
        raise MissingValueError(argument)
    if type(value) in {list, tuple, dict}:
        try:
            return value[argument]
        except (LookupError, TypeError):
            return Missing(obj=value, name=argument)
    if isinstance(argument, str):
        return attribute(value, argument)
    return value if type(value) is Missing else Missing(obj=value, name=argument)


def call(fragment: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What a fragment gives for these arguments."""
    for value in (*args, *kwargs.values()):
        if type(value) is Missing:
            raise MissingValueError(value)
    return fragment(*args, **kwargs)


def sum_or_difference(frame: Frame, operator: str, left: Any, right: Any) -> Any:
    """`+` and `-`."""
    for value in (left, right):
        if type(value) is Missing:
            raise MissingValueError(value)
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return join(frame, [left, right])
    if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
        frame.meter.build(len(left) + len(right))
        return [*left, *right]
    if _number(left) and _number(right):
        return left + right if operator == "+" else left - right
    takes = "two numbers, two texts or two lists" if operator == "+" else "two numbers"
    raise ExpressionError(f"'{operator}' takes {takes}, not {kind(left)} and {kind(right)}")


def text(value: Any) -> str:
    """A value inside other text.

    Raises ExpressionError for anything but text and whole numbers: how null, booleans and lists look in text is an accident.
    """
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is Missing:
        raise MissingValueError(value)
    raise ExpressionError(f"only text and whole numbers can stand inside other text, not {kind(value)}")


def join(frame: Frame, parts: list[Any]) -> str:
    """A text of these parts: what the operator `~` and a scalar with expressions in it give."""
    texts = [text(part) for part in parts]
    length = sum(map(len, texts))
    if length > MOST_TEXT:
        raise ExpressionError(f"the text has {length:,} characters; at most {MOST_TEXT:,} are allowed")
    frame.meter.spend(length)
    return "".join(texts)


def length(value: Any) -> int:
    """The filter `length`."""
    if isinstance(value, str | list | tuple | dict):
        return len(value)
    if type(value) is Missing:
        raise MissingValueError(value)
    raise ExpressionError(f"'length' counts text, lists and maps, not {kind(value)}")


def _number(value: Any) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))
