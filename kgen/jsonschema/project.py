"""The schema of kgen.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgen.jsonschema import words
from kgen.jsonschema.models import ALONE, Definitions
from kgen.jsonschema.service import LAYER_REFERENCE, layer_schema
from kgen.jsonschema.values import DRAFT, Schema
from kgen.model.project import Project

if TYPE_CHECKING:
    from kgen.expand.blueprint import Blueprint


def project_schema(blueprints: Iterable[Blueprint] = ()) -> Schema:
    """The schema of kgen.yaml; `blueprints` as for a spec."""
    definitions = Definitions("#/definitions/")
    root = definitions.fields(Project, ALONE)
    root["properties"]["defaults"] = _defaults("all services of the project")
    definitions.schemas["Environment"]["properties"]["defaults"] = _defaults("all services in this environment")
    return {
        "$schema": DRAFT,
        "$id": "https://kgen.dev/schemas/project.schema.json",
        "title": "kgen project",
        "description": words.of_model(Project),
        **root,
        "definitions": {**definitions.schemas, "Service": layer_schema(blueprints)},
    }


def _defaults(whose: str) -> Schema:
    return {
        "description": f"Fields of the spec, for {whose}; a spec that says otherwise wins.",
        "allOf": [{"$ref": LAYER_REFERENCE}],
    }
