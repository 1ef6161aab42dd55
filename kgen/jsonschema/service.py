"""The schema of a spec, and of a layer of spec values, which other files hold too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_type_hints

from kgen.expand.params import params_schema
from kgen.jsonschema import words
from kgen.jsonschema.models import ALONE, LAYER, Definitions
from kgen.jsonschema.values import DRAFT, Schema, nullable
from kgen.layer.fullform import holder
from kgen.model.service import ALIASES, Service
from kgen.project.layers import ONLY_IN_SPECS

if TYPE_CHECKING:
    from kgen.expand.blueprint import Blueprint

LAYER_REFERENCE = "#/definitions/Service"
"""Where the definition of a layer stands in each schema."""


def service_schema(blueprints: Iterable[Blueprint] = ()) -> Schema:
    """The schema of a spec. With `blueprints`, all that a spec may choose from, `params` takes what they ask for."""
    layer = layer_schema(blueprints)
    hints = get_type_hints(Service, include_extras=True)
    required = [name for name, info in Service.model_fields.items() if info.is_required()]
    properties: Schema = {name: Definitions("").field(Service, name, hints[name], ALONE) for name in required}
    for name in layer["properties"]:
        properties.setdefault(name, {"$ref": f"{LAYER_REFERENCE}/properties/{name}"})
    properties["environments"] = {
        "description": "What is different in single environments, by their names: any field but `name`.",
        "type": "object",
        "additionalProperties": nullable({"$ref": LAYER_REFERENCE}),
    }
    return {
        "$schema": DRAFT,
        "$id": "https://kgen.dev/schemas/service.schema.json",
        "title": "kgen spec",
        "description": words.of_model(Service),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": required,
        "definitions": {"Service": layer},
    }


def layer_schema(blueprints: Iterable[Blueprint] = ()) -> Schema:
    """The definition of a layer of spec values: nothing is required, and null restores the default. Stands at its reference."""
    definitions = Definitions(f"{LAYER_REFERENCE}/definitions/")
    schema = definitions.fields(Service, LAYER)
    properties: Schema = {}
    aliases = {long: (short, entry) for short, (long, entry) in ALIASES.items()}
    for name, value in schema["properties"].items():
        if name in aliases:
            short, entry = aliases[name]
            properties[short] = _alias(name, entry, value)
        if name not in ONLY_IN_SPECS:
            properties[name] = value
    known = {blueprint.name: blueprint for blueprint in blueprints}
    if known:
        properties["blueprint"] |= {"enum": [*sorted(known), None]}
        properties["params"] |= {"anyOf": [*_params(known.values()), {"type": "null"}]}
        del properties["params"]["type"]
    description = "A layer of spec values: any field of the spec but `name`, and nothing is required."
    return {"description": description, **schema, "properties": properties, "definitions": definitions.schemas}


def _alias(long: str, entry: str, by_name: Schema) -> Schema:
    """The field that stands for one entry of a map."""
    found = holder(Service.model_fields[long].annotation)
    about = f" {words.of_model(found[1])}" if found else ""
    return {"description": f"Short for `{long}: {{{entry}: ...}}`.{about}", **by_name["additionalProperties"]}


def _params(blueprints: Iterable[Blueprint]) -> list[Schema]:
    """What each blueprint that asks for parameters takes; a layer may leave out those that are required."""
    asking = [blueprint for blueprint in blueprints if blueprint.params]
    if not asking:
        return [{"type": "object", "additionalProperties": False}]
    found = []
    for blueprint in asking:
        schema = params_schema(blueprint)
        schema.pop("required", None)
        properties = {name: nullable(value) for name, value in schema["properties"].items()}
        found.append({"title": blueprint.name, "description": blueprint.description, **schema, "properties": properties})
    return found
