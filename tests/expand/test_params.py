"""Parameters: what a blueprint may ask for, and what a spec may give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kgen.expand.blueprint import Blueprint, find
from kgen.expand.params import check_params, params_schema
from kgen.load import parse
from kgen.problems import Problems
from tests.expand.conftest import Write
from tests.expand.helpers import cases

DESCRIPTION = """\
description: A blueprint with parameters.
params:
  size: {type: integer, default: 3, min: 1, max: 9}
  ratio: {type: number, min: 0.5}
  tier: {type: string, enum: [gold, silver], required: true, description: how much it costs}
  label: {type: string}
  debug: {type: boolean, default: false}
  build: {type: string, enum: ["1.10", "7", "true"]}
"""
SILVER = {"size": 3, "ratio": None, "tier": "silver", "label": None, "debug": False, "build": None}


@pytest.fixture
def blueprint(builtin: Write) -> Blueprint:
    builtin({"web/blueprint.yaml": DESCRIPTION})
    return find("web", None)


def check(blueprint: Blueprint, params: str) -> tuple[dict[str, Any], str]:
    document = parse(f"name: x\nparams: {params}\n", "services/x.yaml")[0]
    values, problems = check_params(blueprint, document.data["params"], document)
    return values, "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("params", "changed"),
    [
        ("{tier: silver}", {}),
        ("{tier: silver, size: 9, ratio: 0.5, label: a, debug: true}", {"size": 9, "ratio": 0.5, "label": "a", "debug": True}),
        ("{tier: silver, ratio: 2, label: 1.5}", {"ratio": 2, "label": "1.5"}),
        ("{tier: silver, build: 7}", {"build": "7"}),
        ("{tier: silver, label: true}", {"label": "true"}),
        ("{tier: silver, size: null}", {}),
    ],
)
def test_values(blueprint: Blueprint, params: str, changed: dict[str, Any]) -> None:
    assert check(blueprint, params) == ({**SILVER, **changed}, "")


@pytest.mark.parametrize(("params", "expected"), cases("params"))
def test_values_that_cannot_be(blueprint: Blueprint, params: str, expected: str) -> None:
    values, said = check(blueprint, params)
    assert said == expected
    assert values.keys() == SILVER.keys()


@pytest.mark.parametrize(("text", "expected"), cases("param-declarations"))
def test_declarations_that_cannot_be(text: str, expected: str, builtin: Write) -> None:
    builtin({"web/blueprint.yaml": f"description: x\nparams:\n  {text}\n"})
    with pytest.raises(Problems) as caught:
        find("web", None)
    assert str(caught.value) == expected


def test_a_child_changes_a_parents_parameter(blueprint: Blueprint, local: Write, project: Path) -> None:
    local({"web/blueprint.yaml": "description: Ours.\nextends: web\nparams: {size: {default: 5}, tier: {default: gold}}\n"})
    child = find("web", project)
    assert check(child, "{}") == ({**SILVER, "size": 5, "tier": "gold"}, "")
    assert child.params["size"].maximum == 9


def test_no_parameters(builtin: Write) -> None:
    builtin({"web/blueprint.yaml": "description: x\n"})
    assert check(find("web", None), "{}") == ({}, "")
    assert params_schema(find("web", None)) == {"type": "object", "additionalProperties": False, "properties": {}}


def test_schema(blueprint: Blueprint) -> None:
    schema = params_schema(blueprint)
    assert schema["properties"]["tier"]["enum"] == ["gold", "silver"]
    assert schema["properties"]["size"] == {"type": "integer", "default": 3, "minimum": 1, "maximum": 9}
    assert schema["required"] == ["tier"]


@pytest.mark.parametrize(
    "params",
    [
        {"tier": "gold"},
        {"tier": "gold", "size": 9, "ratio": 1, "label": 1.5, "debug": True},
        {"tier": "gold", "label": False},
        {"tier": "gold", "size": 10},
        {"tier": "gold", "size": "3"},
        {"tier": "gold", "size": True},
        {"tier": "gold", "ratio": 0.4},
        {"tier": "gold", "debug": "true"},
        {"tier": "gold", "label": []},
        {"tier": "gold", "build": 7},
        {"tier": "gold", "build": True},
        {"tier": "gold", "build": 8},
        {"tier": "gold", "build": 1.1},
        {"tier": "bronze"},
        {"tier": "gold", "tire": "gold"},
        {},
    ],
)
def test_the_schema_accepts_what_the_check_accepts(blueprint: Blueprint, params: dict[str, Any]) -> None:
    origin = parse("name: x\n", "x.yaml")[0]
    accepted = not check_params(blueprint, params, origin)[1]
    assert jsonschema.Draft7Validator(params_schema(blueprint)).is_valid(params) == accepted
