"""The schema of blueprint.yaml, which is read without models: see `kgen.expand.description` and `kgen.expand.params`."""

from __future__ import annotations

from kgen.jsonschema.service import LAYER_REFERENCE, layer_schema
from kgen.jsonschema.values import DRAFT, Schema
from kgen.model.base import SCALAR
from kgen.model.service import Service


def blueprint_schema() -> Schema:
    """The schema of blueprint.yaml."""
    return {
        "$schema": DRAFT,
        "$id": "https://kgen.dev/schemas/blueprint.schema.json",
        "title": "kgen blueprint",
        "description": "What a blueprint is for, what it builds on, and what it asks of a spec.",
        "type": "object",
        "properties": _PROPERTIES,
        "additionalProperties": False,
        "required": ["description"],
        "definitions": {"Param": _PARAM, "Service": layer_schema()},
    }


_PROPERTIES: Schema = {
    "description": {"description": "One line that says what the blueprint is for.", "type": "string", "pattern": r"\S"},
    "extends": {
        "description": "The blueprint it builds on: templates of the same file name replace, defaults and params merge.",
        "type": "string",
    },
    "omit": {
        "description": "Names of inherited templates to leave out.",
        "type": "array",
        "items": {"type": "string"},
    },
    "defaults": {
        "description": "Fields of the spec, the lowest layer of every service of this blueprint.",
        "allOf": [{"$ref": LAYER_REFERENCE}],
    },
    "requires": {
        "description": "Fields that a spec must give, each with how it is written; null takes one back.",
        "type": "object",
        "propertyNames": {"enum": sorted(Service.model_fields)},
        "additionalProperties": {"type": ["string", "null"]},
    },
    "refuses": {
        "description": "Fields of the spec that mean nothing here, each with what to do instead; null takes one back.",
        "type": "object",
        "propertyNames": {"enum": sorted(Service.model_fields)},
        "additionalProperties": {"type": ["string", "null"]},
    },
    "params": {
        "description": "The parameters that templates read as `params.name`, by name.",
        "type": "object",
        "propertyNames": {"pattern": r"^[^_0-9\s.-][^\s.-]*$"},
        "additionalProperties": {"$ref": "#/definitions/Param"},
    },
}

_NULLABLE_SCALAR: Schema = {"type": [*SCALAR["type"], "null"]}

_PARAM: Schema = {
    "description": "A typed value that the blueprint asks a spec for.",
    "type": "object",
    "properties": {
        "type": {"description": "What it is.", "type": "string", "enum": ["string", "integer", "number", "boolean"]},
        "description": {"description": "What it is for; shown to who writes it.", "type": "string"},
        "default": {"description": "The value where nobody gives one.", **_NULLABLE_SCALAR},
        "enum": {"description": "The values it may have.", "type": "array", "items": SCALAR, "minItems": 1},
        "min": {"description": "The least it may be (integer and number).", "type": "number"},
        "max": {"description": "The most it may be (integer and number).", "type": "number"},
        "required": {"description": "Whether a spec must give it, unless it has a default.", "type": "boolean", "default": False},
    },
    "additionalProperties": False,
    "required": ["type"],
}
