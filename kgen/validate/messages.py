"""Plain words for what a validator found."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

from kgen.problems import closest

_TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "a text",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
}

_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}

_SCHEMA_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
}
_YES_OR_NO = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_LONGEST_NUMBER = 18
"""Digits up to which a plain scalar is read as a number."""

_LONGEST_ITEM = 64
"""Characters of a value that hints repeat."""

_SHOWN = 100
_HINT_WIDTH = 100


def nearest(word: str, words: Iterable[str]) -> str:
    """The hint `did you mean 'x'?`, or an empty text when nothing is near."""
    close = closest(word, words)
    return f"did you mean '{close}'?" if close else ""


def shortened(text: str) -> str:
    """The text as messages repeat it: not longer than 100 characters."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def known_as(value: Any) -> str:
    """What a person would call this value's type."""
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a map", type(None): "nothing"}
    return names.get(type(value), "something else")


def explain(error: dict[str, Any], label: str, allowed: Iterable[str], shorthand: Any = None) -> tuple[str, str, str]:
    """Message, code and hint for one error of pydantic's.

    `label` is the field as its writer knows it, `allowed` names the fields that may stand beside an unknown one, `shorthand` is
    the JSON Schema of what may stand instead of a map.
    """
    kind, context, value = str(error["type"]), error.get("ctx") or {}, error.get("input")
    if kind == "missing":
        return f"'{error['loc'][-1]}' is missing", "missing-field", ""
    if kind == "extra_forbidden":
        field = shortened(str(error["loc"][-1]))
        return f"unknown field '{field}'", "unknown-field", nearest(field, allowed) or listing("allowed here", allowed)
    if kind in _TYPES:
        return _wrong_type(kind, value, label, shorthand)
    if kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        return f"{label} must be {words} {context[bound]}", "out-of-range", ""
    if kind == "literal_error":
        return _not_allowed(value, label, _choices(str(context["expected"])))
    if kind == "string_pattern_mismatch":
        return f"'{shortened(str(value))}' does not fit {label}: it must match {context['pattern']}", "not-allowed", ""
    return str(error["msg"]), kind, _foreign(value)


def _not_allowed(value: Any, label: str, choices: list[str]) -> tuple[str, str, str]:
    hint = listing("one of", choices)
    if not isinstance(value, str):
        return f"{label} must be a text, not {known_as(value)}", "wrong-type", hint
    return f"'{shortened(value)}' is not allowed for {label}", "not-allowed", nearest(value, choices) or hint


def _wrong_type(kind: str, value: Any, label: str, shorthand: Any) -> tuple[str, str, str]:
    if kind == "int_type" and isinstance(value, str) and value.isdecimal() and len(value) > _LONGEST_NUMBER:
        return f"{label} is too large a number", "out-of-range", ""
    if isinstance(shorthand, dict) and "enum" in shorthand and isinstance(value, str):
        return _not_allowed(value, label, [*shorthand["enum"], "a map"])
    names = _schema_types(shorthand)
    wanted = [_SCHEMA_TYPES[name] for name in names if name != "boolean" or "number" not in names] + [_TYPES[kind]]
    found = known_as(value)
    if kind in ("int_type", "int_from_float", "float_type"):
        found = str(value) if isinstance(value, float) else f"'{shortened(value)}'" if _is_word(value) else found
    return f"{label} must be {_either(wanted)}, not {found}", "wrong-type", _how("list_type" if "array" in names else kind, value)


def _either(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and not value.isdecimal()


def _how(kind: str, value: Any) -> str:
    """How to write what was probably meant."""
    plain = value.replace(".", "", kind == "float_type") if isinstance(value, str) else ""
    if kind in ("int_type", "float_type") and plain.isdecimal():
        return f"write it without quotes: {value}"
    if kind == "bool_type" and isinstance(value, str) and value.lower() in ("true", "false", *_YES_OR_NO):
        return f"write it without quotes: {_YES_OR_NO.get(value.lower(), value.lower())}"
    if kind == "list_type" and isinstance(value, str | int | float) and len(str(value)) <= _LONGEST_ITEM:
        return f"a list is written [{value}]"
    if kind == "dict_type" and isinstance(value, list):
        return "write each as 'name: value', without '-'"
    return ""


def _schema_types(schema: Any) -> list[str]:
    """The types that the JSON Schema of a shorthand allows."""
    if not isinstance(schema, dict):
        return []
    if "anyOf" in schema:
        return [name for each in schema["anyOf"] for name in _schema_types(each)]
    types = schema.get("type", "string" if "enum" in schema else [])
    return [name for name in ([types] if isinstance(types, str) else types) if name in _SCHEMA_TYPES]


def _foreign(value: Any) -> str:
    """A hint that names the first letter that only looks like one of ASCII."""
    found = next((char for char in value if not char.isascii() and char.isprintable()), "") if isinstance(value, str) else ""
    return f"'{found}' is {unicodedata.name(found, 'no letter of ASCII').lower()} (U+{ord(found):04X})" if found else ""


def _choices(expected: str) -> list[str]:
    return [part.strip("' ") for part in expected.replace(" or ", ",").split(",")]


def listing(words: str, choices: Iterable[str]) -> str:
    """The hint `one of: a, b, c`, in lines of about 100 characters; empty without choices."""
    known = sorted(choices)
    return "\n".join(textwrap.wrap(f"{words}: {', '.join(known)}", _HINT_WIDTH, break_on_hyphens=False)) if known else ""
