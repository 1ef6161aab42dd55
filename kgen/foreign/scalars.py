"""What a scalar means to kubectl and the API server, which read YAML by way of JSON.

Source: https://pkg.go.dev/sigs.k8s.io/yaml, whose `goyaml.v2/resolve.go` knows the words of YAML 1.1 (but no sexagesimal numbers,
and dates stay text) and the octals of both YAML 1.1 and 1.2.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_NULL = ("", "~", "null", "Null", "NULL")

_WORDS: dict[str, bool | None] = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False), **dict.fromkeys(_NULL)}
_STARTS = frozenset("+-.0123456789")

_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_BASED = re.compile(r"([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_POINT = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+)?", re.ASCII)
_NO_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:.]+(?:Z|[-+][0-9:]+)?)?", re.ASCII)

_LONGEST = 400
"""Characters of a number; the largest float has 309 digits."""

_LOWEST, _HIGHEST, _UNSIGNED = -(2**63), 2**63 - 1, 2**64 - 1

YAML = "tag:yaml.org,2002:"
"""What the tags of YAML's own types begin with: `!!int` is short for `tag:yaml.org,2002:int`."""

_TYPES: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "float": (int, float),
    "int": (int,),
    "null": (type(None),),
}


def plain(text: str) -> Any:
    """The value of a plain scalar. Raises ValueError for a number that JSON cannot hold."""
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _STARTS and len(text) <= _LONGEST else text


def is_odd(key: str) -> bool:
    """Whether a key may mean something else than its text when it is not quoted, or merges another map."""
    return key in _WORDS or key[0] in _STARTS or key == "<<"


def key(text: str) -> str:
    """The text that a plain key becomes in JSON. Raises ValueError for a key that cannot be one."""
    value = plain(text)
    if value is None:
        raise ValueError("null cannot be a key")
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def tagged(tag: str, text: str) -> Any:
    """The value of a scalar with a tag; of unknown types the text. Raises ValueError where the text is none of that type."""
    name = tag.removeprefix(YAML) if tag.startswith(YAML) else ""
    if name == "binary":
        try:
            return base64.b64decode(text, validate=True).decode("utf-8", "replace")
        except binascii.Error:
            raise ValueError("this is no base64") from None
    if name == "timestamp" and not _DATE.fullmatch(text):
        raise ValueError("this is no timestamp")
    if name not in _TYPES:
        return text
    value = plain(text)
    if type(value) not in _TYPES[name]:
        raise ValueError(f"this is no {name}")
    return value


def _number(text: str) -> int | float | str:
    if _DECIMAL.fullmatch(text):
        return _in_json(int(text), text)
    if _NO_JSON.fullmatch(text):
        raise ValueError(f"'{text}' is no number that JSON can hold")
    if text[0] == ".":
        return _in_json(float(text), text) if _POINT.fullmatch(text) else text
    digits = text.replace("_", "")
    based = _BASED.fullmatch(digits)
    if based:
        sign, *found = based.groups()
        base, written = next((base, part) for base, part in zip((16, 8, 2), found, strict=True) if part)
        number = int(sign + written, base)
        is_float = abs(number) > _UNSIGNED and _FLOAT.fullmatch(digits)
        return _in_json(float(digits) if is_float else number, text)
    return _in_json(float(digits), text) if _FLOAT.fullmatch(digits) else text


def _in_json(number: int | float, text: str) -> int | float | str:
    """The number after its way through JSON: an int64 where it is one, else a double; the text where it is beyond both."""
    if _LOWEST <= number <= _HIGHEST and (isinstance(number, int) or number.is_integer()):
        return int(number)
    try:
        double = float(number)
    except OverflowError:
        return text
    return text if double in (float("inf"), float("-inf")) else double
