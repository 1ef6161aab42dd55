"""The schema of the files in a project's folder `rules/`."""

from __future__ import annotations

from kgen.jsonschema import words
from kgen.jsonschema.models import ALONE, Definitions
from kgen.jsonschema.values import DRAFT, Schema
from kgen.model.rule import RuleFile


def rule_schema() -> Schema:
    """The schema of a rule; of what is an object of Kubernetes, such as an admission policy, it says nothing."""
    definitions = Definitions("#/definitions/")
    own = definitions.fields(RuleFile, ALONE)
    return {
        "$schema": DRAFT,
        "$id": "https://kgen.dev/schemas/rule.schema.json",
        "title": "kgen rule",
        "description": words.of_model(RuleFile),
        "if": {"type": "object", "required": ["apiVersion", "kind"]},
        "then": True,
        "else": {"$ref": "#/definitions/Rule"},
        "definitions": {"Rule": own, **definitions.schemas},
    }
