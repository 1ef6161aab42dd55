"""Both judges of what people write: kgen's own validation, and the schema through an independent validator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from kgen.expand.description import describe
from kgen.expand.params import read_params
from kgen.jsonschema import blueprint_schema, project_schema, rule_schema, service_schema
from kgen.layer.merge import merge
from kgen.load import read
from kgen.model.service import Service
from kgen.problems import Path as Way
from kgen.problems import Problem, Problems
from kgen.project.file import open_project
from kgen.project.layers import Layer, layer
from kgen.validate.validate import validate

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).with_name("cases")

SCHEMAS = {"spec": service_schema(), "project": project_schema(), "blueprint": blueprint_schema(), "rule": rule_schema()}
VALIDATORS = {kind: jsonschema_rs.Draft7Validator(schema) for kind, schema in SCHEMAS.items()}


class Anywhere:
    """An origin for values that were written nowhere."""

    name = "spec"

    def has(self, path: Way) -> bool:
        return True

    def problem(self, path: Way, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        return Problem(".".join(map(str, path)), 0, 0, message, code, hint)


def refusals(spec: dict[str, Any]) -> list[Problem]:
    """What kgen has against the form of a spec, in any of its environments."""
    environments = spec.get("environments", {})
    if not isinstance(environments, dict):
        return [Problem("environments", 0, 0, "'environments' must be a map", "wrong-type")]
    base = layer({key: value for key, value in spec.items() if key != "environments"}, Anywhere(), whole=True)
    found = list(base.problems)
    for above in [{}, *(values for values in environments.values() if values is not None)]:
        own = layer(above, Anywhere())
        found += own.problems
        found += validate(Service, merge([base.data, own.data]), Anywhere(), {})[1]
    return found


def codes(kind: str, data: Any, folder: Path) -> list[str]:
    """The codes of the problems that kgen finds in a document of a kind."""
    if kind == "spec":
        return [problem.code for problem in refusals(data)]
    file = folder / f"{kind}.yaml"
    file.write_text(json.dumps(data))
    try:
        layers = _project_layers(file) if kind == "project" else _blueprint_layers(file)
    except Problems as found:
        return [problem.code for problem in found.problems]
    return [problem.code for each in layers for problem in (*each.problems, *_wrong_values(each))]


def _project_layers(file: Path) -> list[Layer]:
    project = open_project(file, "kgen.yaml")
    return [each for each in (project.defaults, *project.environment_defaults.values()) if each]


def _blueprint_layers(file: Path) -> list[Layer]:
    described = describe(read(file, "blueprint.yaml")[0])
    _, problems = read_params(described.params, Anywhere())
    if problems:
        raise Problems(problems)
    return [layer(described.defaults, Anywhere())]


def _wrong_values(values: Layer) -> list[Problem]:
    """What is wrong in a layer, whatever other layers say."""
    found = validate(Service, merge([values.data, {"name": "cart", "image": "a/b:1"}]), Anywhere(), {})[1]
    return [problem for problem in found if problem.code != "missing-field"]


def complaint(kind: str, data: Any) -> str:
    """What the schema has against a document, or nothing."""
    return "; ".join(f"{error.instance_path}: {error.message}" for error in VALIDATORS[kind].iter_errors(data))
