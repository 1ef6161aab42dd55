"""The schemas as text: those that travel with kgen, and those of one project, which know its blueprints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kgen.expand.blueprint import Blueprint, list_blueprints
from kgen.expand.blueprint import find as find_blueprint
from kgen.jsonschema.blueprint import blueprint_schema
from kgen.jsonschema.project import project_schema
from kgen.jsonschema.rule import rule_schema
from kgen.jsonschema.service import service_schema
from kgen.jsonschema.values import Schema
from kgen.project.file import find

STDOUT = "-"

FILES = {
    "spec": "service.schema.json",
    "project": "project.schema.json",
    "blueprint": "blueprint.schema.json",
    "rule": "rule.schema.json",
}
"""The file below `schemas/` of each kind of schema."""

_SCHEMAS: Mapping[str, Callable[[Iterable[Blueprint]], Schema]] = {
    "spec": service_schema,
    "project": project_schema,
    "blueprint": lambda _blueprints: blueprint_schema(),
    "rule": lambda _blueprints: rule_schema(),
}

_WIDTH = 110
"""Characters of a line; what is longer has a line per item."""


def text(kind: str, blueprints: Iterable[Blueprint] = ()) -> str:
    """The text of a schema; `kind` is one of FILES."""
    return _written(_SCHEMAS[kind](blueprints), "") + "\n"


def text_at(kind: str, start: Path) -> str:
    """The text of a schema for the project that a folder is in, if any. Raises Problems of the project's blueprints."""
    found = find(start)
    names = [name for name, _, _ in list_blueprints(found.parent)] if found and kind not in ("blueprint", "rule") else []
    return text(kind, [find_blueprint(name, found.parent) for name in names] if found else ())


def _written(value: Any, indent: str) -> str:
    """A value as JSON: in one line where it fits, so that a reader sees many fields at once."""
    line = json.dumps(value)
    if len(indent) + len(line) <= _WIDTH or not isinstance(value, dict | list) or not value:
        return line
    inner = f"{indent}  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _written(item, inner) for item in value) + f"\n{indent}]"
    items = (f"{inner}{json.dumps(key)}: {_written(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(items) + f"\n{indent}}}"
