"""The JSON Schema of plain values: scalars with their checks, lists and maps of them."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from kgen.model.checks import Check, Takes

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_TYPES: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Any: {},
}


def plain(annotation: Any, *, nullable_entries: bool = False) -> Schema:
    """The schema of a type that holds no model, but for null; `nullable_entries` lets the values of maps be null."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        schema = dict(plain(arguments[0]))
        for item in arguments[1:]:
            schema |= _said(item)
        return schema
    if origin in (types.UnionType, Union):
        [only] = (argument for argument in arguments if argument is not type(None))
        return plain(only, nullable_entries=nullable_entries)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": plain(arguments[0])}
    if origin is dict:
        values = plain(arguments[1])
        return map_of(arguments[0], nullable(values) if nullable_entries else values)
    return _TYPES[annotation]


def map_of(keys: Any, values: Schema) -> Schema:
    """A map from a type of keys to values of a schema."""
    names = {word: value for word, value in plain(keys).items() if word != "type"}
    schema: Schema = {"type": "object"}
    if names:
        schema["propertyNames"] = names
    return {**schema, "additionalProperties": values} if values else schema


def nullable(schema: Schema) -> Schema:
    """The schema that also takes null."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]} if schema else schema
    widened = {**schema, "type": [*types_of(schema), "null"]}
    return {**widened, "enum": [*schema["enum"], None]} if "enum" in schema else widened


def types_of(schema: Schema) -> list[str]:
    """The types that a schema names."""
    named = schema.get("type", [])
    return named if isinstance(named, list) else [named]


def is_optional(annotation: Any) -> bool:
    """Whether a type takes None."""
    return type(None) in get_args(annotation)


def _said(item: Any) -> Schema:
    """What a part of `Annotated` says in JSON Schema."""
    if isinstance(item, Check | Takes):
        return item.schema
    if isinstance(item, FieldInfo):
        return {word: value for inner in item.metadata for word, value in _said(inner).items()}
    if isinstance(item, Ge):
        return {"minimum": item.ge}
    if isinstance(item, Le):
        return {"maximum": item.le}
    pattern = getattr(item, "pattern", None)
    return {"pattern": pattern} if pattern else {}
