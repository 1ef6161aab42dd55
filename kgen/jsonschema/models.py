"""The JSON Schema of models: their fields with words and defaults, and the shorthand that stands for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_args, get_type_hints

from pydantic.fields import FieldInfo

from kgen.jsonschema import words
from kgen.jsonschema.values import Schema, is_optional, map_of, nullable, plain, types_of
from kgen.layer.fullform import holder
from kgen.model.base import Model, Named, Shorthand
from kgen.model.environment import Environment
from kgen.model.service import Service


@dataclass(frozen=True, slots=True)
class Form:
    """How a model is written: whether its required fields must be there, and whether null restores what a layer below says."""

    required: bool
    nullable: bool


ALONE = Form(required=True, nullable=False)
"""No other layer adds to it."""

LAYER = Form(required=False, nullable=True)
"""One of several layers, and any of them may say what is required."""

_FORMS: dict[type[Model], Form] = {
    Service: LAYER,
    Environment: Form(required=True, nullable=True),  # its platform's facts lie below, and hold nothing that is required
}


@dataclass(slots=True)
class Definitions:
    """The definitions of models that are used below `pointer`, in the order in which they were first met."""

    pointer: str
    schemas: dict[str, Schema] = field(default_factory=dict)

    def fields(self, model: type[Model], form: Form) -> Schema:
        """The full form of a model."""
        hints = get_type_hints(model, include_extras=True)
        written = {name: info for name, info in model.model_fields.items() if name != "name" or not issubclass(model, Named)}
        properties = {name: self.field(model, name, hints[name], form) for name in written}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, info in written.items() if info.is_required()]
        return {**schema, "required": required} if required and form.required else schema

    def field(self, model: type[Model], name: str, annotation: Any, form: Form) -> Schema:
        """One field of a model, with its words and its default."""
        info = model.model_fields[name]
        schema = self._value(annotation, form)
        if is_optional(annotation) or (form.nullable and not (form.required and info.is_required())):
            schema = nullable(schema)
        if "$ref" in schema:
            schema = {"allOf": [schema]}  # what stands beside a reference is ignored
        return {"description": words.of_field(model, name), **schema, **_default(info)}

    def _value(self, annotation: Any, form: Form) -> Schema:
        found = holder(annotation)
        if found is None:
            return plain(annotation, nullable_entries=form.nullable)
        holds, model = found
        if holds == "one":
            return self._reference(model, form)
        if holds == "list":
            return {"type": "array", "items": self._reference(model, ALONE)}
        entry = self._reference(model, form)
        keys = get_args(annotation)[0]
        by_name = map_of(keys, nullable(entry) if _FORMS.get(model, form).nullable and form.nullable else entry)
        if not (issubclass(model, Named) and model.KEYS):
            return by_name
        return {"anyOf": [{"type": "array", "items": {**plain(keys), "type": "string"}}, by_name]}

    def _reference(self, model: type[Model], form: Form) -> Schema:
        name = model.__name__
        schema = self._definition(model, _FORMS.get(model, form))
        if self.schemas.setdefault(name, schema) != schema:
            raise ValueError(f"{name} is written in two forms, and needs a name for each")
        return {"$ref": f"{self.pointer}{name}"}

    def _definition(self, model: type[Model], form: Form) -> Schema:
        full = self.fields(model, form)
        shown = {"description": words.of_model(model)}
        return {**shown, "anyOf": [short_form(model.SHORTHAND, full), full]} if model.SHORTHAND else {**shown, **full}


def short_form(shorthand: Shorthand, full: Schema) -> Schema:
    """What a shorthand takes: texts and lists as it declares, numbers and booleans as the field that they are handed on to."""
    handed_on = [name for probe in (7, True) for name in _handed_on(shorthand, probe)]
    if not handed_on:
        return shorthand.schema
    field = full["properties"][handed_on[0]]
    declared = [name for name in types_of(shorthand.schema) if name not in _NOT_TEXT]
    bounds = {word: field[word] for word in ("minimum", "maximum") if word in field}
    return {"type": [*declared, *(name for name in types_of(field) if name in _NOT_TEXT)], **bounds}


_NOT_TEXT = ("integer", "number", "boolean")


def _handed_on(shorthand: Shorthand, probe: Any) -> list[str]:
    """The field that gets a value as it is."""
    expanded = shorthand.expand(probe)
    return [name for name, value in expanded.items() if value is probe] if isinstance(expanded, dict) else []


def _default(info: FieldInfo) -> Schema:
    """The default, unless it is nothing or empty."""
    default = info.get_default(call_default_factory=True)
    if info.is_required() or default is None:
        return {}
    value = default.model_dump(exclude_unset=True) if isinstance(default, Model) else default
    return {} if value in ({}, []) else {"default": value}
