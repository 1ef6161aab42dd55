"""The committed schemas, what they say of every field, and the command that prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from kgen.cli import run
from kgen.expand.description import _TYPES
from kgen.expand.params import _FIELDS
from kgen.jsonschema.files import FILES, text
from kgen.load import read
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from kgen.problems import Problems
from kgen.project.file import open_project
from kgen.project.layers import layer
from tests.jsonschema.schema_helpers import ROOT, SCHEMAS, Anywhere, complaint, refusals


@pytest.mark.parametrize("kind", FILES)
def test_the_committed_files_are_what_the_models_say(kind: str) -> None:
    assert (ROOT / "schemas" / FILES[kind]).read_text(encoding="utf-8") == text(kind), "run: make schemas"


@pytest.mark.parametrize("kind", FILES)
def test_the_schemas_are_draft_07(kind: str) -> None:
    assert SCHEMAS[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMAS[kind]["$id"].endswith(f"/{FILES[kind]}")
    jsonschema_rs.meta.validate(SCHEMAS[kind])


@pytest.mark.parametrize("kind", FILES)
def test_every_field_has_a_description(kind: str) -> None:
    fields = [(name, _resolved(field, SCHEMAS[kind])) for name, field in _fields(SCHEMAS[kind])]
    assert len(fields) > (5 if kind == "rule" else 100)
    assert [name for name, field in fields if not field.get("description")] == []


@pytest.mark.parametrize("kind", FILES)
def test_no_object_with_fields_takes_others(kind: str) -> None:
    assert [
        each for each in _schemas(SCHEMAS[kind]) if "properties" in each and each.get("additionalProperties") is not False
    ] == []


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _schemas(inner)


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in _schemas(schema):
        if each.get("type") == "object":
            yield from each.get("properties", {}).items()


def _resolved(field: dict[str, Any], root: Any) -> dict[str, Any]:
    for step in field["$ref"].removeprefix("#/").split("/") if "$ref" in field else ():
        root = root[step]
    return root if "$ref" in field else field


def test_what_people_may_write_besides_the_fields_is_there() -> None:
    project = SCHEMAS["project"]
    environment = project["definitions"]["Environment"]["properties"]
    assert SCHEMAS["spec"]["properties"].keys() == {*Service.model_fields, *Service.WRITTEN}
    assert project["properties"].keys() == {*Project.model_fields, *Project.WRITTEN}
    assert environment.keys() == {*Environment.model_fields, *Environment.WRITTEN} - {"name"}


def test_the_schema_of_blueprints_knows_what_their_reader_knows() -> None:
    assert SCHEMAS["blueprint"]["properties"].keys() == _TYPES.keys()
    assert set(SCHEMAS["blueprint"]["definitions"]["Param"]["properties"]) == set(_FIELDS)


def _maps(value: Any) -> Iterator[dict[str, Any]]:
    """Every map in a value, and in YAML that a text in it holds."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _maps(inner)


def _specs() -> Iterator[Any]:
    manifests = ROOT / "tests" / "corpus" / "manifests"
    files = (file for file in ROOT.glob("tests/**/*.yaml") if not file.is_relative_to(manifests))
    for file in sorted([*ROOT.glob("examples/**/*.yaml"), *files]):
        try:
            documents = read(file, file.name)
        except Problems:
            continue
        found = [each for document in documents for each in _maps(document.data) if {"name", "image"} <= each.keys()]
        for index, each in enumerate(found):
            if not refusals(each):
                yield pytest.param(each, id=f"{file.relative_to(ROOT).as_posix()} {index}")


@pytest.mark.parametrize("spec", list(_specs()))
def test_every_spec_of_the_examples_and_tests_passes(spec: dict[str, Any]) -> None:
    assert complaint("spec", spec) == ""


def test_the_examples_are_among_them() -> None:
    files = sorted([*ROOT.glob("examples/*/services/*.yaml"), ROOT / "examples/quickstart/service.yaml"])
    assert len(files) > 10
    assert [file.name for file in files if refusals(read(file, file.name)[0].data)] == []


@pytest.mark.parametrize("file", sorted(ROOT.glob("examples/*/kgen.yaml")), ids=lambda file: file.parent.name)
def test_every_project_of_the_examples_passes(file: Path) -> None:
    open_project(file, "kgen.yaml")
    assert complaint("project", read(file, "kgen.yaml")[0].data) == ""


@pytest.mark.parametrize("file", sorted(ROOT.glob("blueprints/*/blueprint.yaml")), ids=lambda file: file.parent.name)
def test_every_blueprint_passes(file: Path) -> None:
    data = read(file, "blueprint.yaml")[0].data
    assert layer(data.get("defaults", {}), Anywhere()).problems == ()
    assert complaint("blueprint", data) == ""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one blueprint that asks for parameters, and another that asks for nothing."""
    params = {
        "version": {"type": "string", "description": "which one", "enum": ["16", "17"], "default": "17"},
        "size": {"type": "integer", "min": 1, "required": True},
    }
    for name, description in {"postgres": {"params": params}, "plain": {}}.items():
        folder = tmp_path / "blueprints" / name
        folder.mkdir(parents=True)
        (folder / "blueprint.yaml").write_text(yaml.safe_dump({"description": f"It is {name}.", "extends": "web", **description}))
    (tmp_path / "kgen.yaml").write_text("environments: {production: {namespace: shop}}\n")
    (tmp_path / "services").mkdir()
    monkeypatch.chdir(tmp_path / "services")
    return tmp_path


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({}, True),
        ({"blueprint": "postgres", "params": {"version": "16", "size": 3}}, True),
        ({"params": {"size": 3}}, True),  # which blueprint it is, another layer may say
        ({"params": {"version": "16"}}, True),  # and what is required, too
        ({"params": {"version": None, "size": None}}, True),
        ({"params": None, "blueprint": None}, True),
        ({"environments": {"production": {"blueprint": "plain", "params": {}}}}, True),
        ({"blueprint": "postgre"}, False),
        ({"params": {"versoin": "16"}}, False),
        ({"params": {"version": "15"}}, False),
        ({"params": {"size": 0}}, False),
        ({"params": {"size": "3"}}, False),
        ({"environments": {"production": {"params": {"size": True}}}}, False),
    ],
)
@pytest.mark.usefixtures("project")
def test_in_a_project_the_schema_knows_its_blueprints(
    fields: dict[str, Any], accepted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema"]) == 0
    spec = jsonschema_rs.Draft7Validator(json.loads(capsys.readouterr().out))
    assert spec.is_valid({"name": "cart", "image": "a/b:1", **fields}) == accepted
    assert run(["schema", "project"]) == 0
    if "environments" not in fields:
        kgen_yaml = jsonschema_rs.Draft7Validator(json.loads(capsys.readouterr().out))
        assert kgen_yaml.is_valid({"defaults": fields}) == accepted


@pytest.mark.usefixtures("project")
def test_a_parameter_is_described_as_its_blueprint_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(["schema", "spec"])
    layers = json.loads(capsys.readouterr().out)["definitions"]["Service"]["properties"]
    assert {"namespace", "plain", "postgres", "stateful", "web", "worker", None} <= set(layers["blueprint"]["enum"])
    *asking, nothing = layers["params"]["anyOf"]
    [postgres] = [one for one in asking if one["title"] == "postgres"]
    version, size = postgres["properties"]["version"], postgres["properties"]["size"]
    assert nothing == {"type": "null"}
    assert (postgres["title"], postgres["description"]) == ("postgres", "It is postgres.")
    assert (version["description"], version["default"]) == ("which one", "17")
    assert {"16", "17", None} <= set(version["enum"])
    assert size == {"type": ["integer", "null"], "minimum": 1}


def test_without_blueprints_that_ask_params_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "blueprints/postgres/blueprint.yaml").write_text("description: It asks for nothing.\n")
    run(["schema"])
    spec = jsonschema_rs.Draft7Validator(json.loads(capsys.readouterr().out))
    assert spec.is_valid({"name": "cart", "image": "a/b:1", "params": {}})
    assert not spec.is_valid({"name": "cart", "image": "a/b:1", "params": {"size": 3}})


@pytest.mark.parametrize("kind", FILES)
def test_outside_a_project_the_command_prints_the_committed_file(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema", kind]) == 0
    printed = capsys.readouterr()
    assert printed.out == (ROOT / "schemas" / FILES[kind]).read_text(encoding="utf-8")
    assert printed.err == ""
    assert run(["schema", kind, "-o", "here.json"]) == 0
    assert (tmp_path / "here.json").read_text(encoding="utf-8") == printed.out
    assert capsys.readouterr() == ("", "")


def test_a_place_that_cannot_be_written_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema", "-o", "nowhere/here.json"]) == 2
    said = "nowhere/here.json: this file cannot be written: no such file or directory [unwritable-file]\n"
    assert capsys.readouterr().err.startswith(said)


def test_a_blueprint_that_cannot_be_read_is_a_problem(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "blueprints/plain/blueprint.yaml").write_text("extends: web\n")
    assert run(["schema"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "blueprints/plain/blueprint.yaml:1:1: 'description' is missing" in printed.err
