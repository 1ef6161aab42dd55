"""Plain words for what a validator found."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

_TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
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


def nearest(word: str, words: Iterable[str], template: str = "did you mean '{}'?") -> str:
    """The hint `did you mean 'x'?`, or an empty text when nothing is near."""
    close = difflib.get_close_matches(word, sorted(words), 1, 0.6)
    return template.format(close[0]) if close else ""


def known_as(value: Any) -> str:
    """What a person would call this value's type."""
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a map", type(None): "nothing"}
    return names.get(type(value), "something else")


def explain(error: dict[str, Any], allowed: Iterable[str]) -> tuple[str, str, str]:
    """Message, code and hint for one error of pydantic's; `allowed` names the fields that may stand beside an unknown one."""
    kind, context, value = str(error["type"]), error.get("ctx") or {}, error.get("input")
    field = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        return f"'{field}' is missing", "missing-field", ""
    if kind == "extra_forbidden":
        return f"unknown field '{field}'", "unknown-field", nearest(field, allowed) or _list("allowed here", allowed)
    if kind in _TYPES:
        return f"'{field}' must be {_TYPES[kind]}, not {known_as(value)}", "wrong-type", ""
    if kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        return f"'{field}' must be {words} {context[bound]}", "out-of-range", ""
    if kind == "literal_error":
        choices = _choices(str(context["expected"]))
        return f"'{value}' is not allowed for '{field}'", "not-allowed", nearest(str(value), choices) or _list("one of", choices)
    if kind == "string_pattern_mismatch":
        return f"'{value}' does not fit '{field}': it must match {context['pattern']}", "not-allowed", ""
    return str(error["msg"]), kind, ""


def _choices(expected: str) -> list[str]:
    return [part.strip("' ") for part in expected.replace(" or ", ",").split(",")]


def _list(words: str, choices: Iterable[str]) -> str:
    known = sorted(choices)
    return f"{words}: {', '.join(known)}" if known else ""
