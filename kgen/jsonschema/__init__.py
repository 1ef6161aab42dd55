"""The JSON Schemas (draft-07) of what people write, generated from the models: for editors, and for other programs.

A schema says what one file can say about form: fields, types, ranges, patterns, shorthand. What validation accepts it accepts;
what takes several fields, layers or files to see, only validation sees.
"""

from __future__ import annotations

from kgen.jsonschema.blueprint import blueprint_schema
from kgen.jsonschema.project import project_schema
from kgen.jsonschema.rule import rule_schema
from kgen.jsonschema.service import service_schema

__all__ = ["blueprint_schema", "project_schema", "rule_schema", "service_schema"]
