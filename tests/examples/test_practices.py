"""The table of practices: each example states the field, and each manifest holds what it is said to show."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from scripts.docs.practices import DATA

ROOT = Path(__file__).parents[2]
SHOP, OUT = ROOT / "examples" / "shop", ROOT / "out" / "shop"
CATALOGUE = ROOT.parent / "shared" / "HARDENING.md"
ASKED: list[str] = yaml.safe_load(Path(__file__).with_name("practices_asked.yaml").read_bytes())
PRACTICES: dict[str, list[dict[str, Any]]] = yaml.safe_load(DATA.read_bytes())
SERVICES = PRACTICES["services"]
COUNT = 36
"""How many practices were asked for."""


@cache
def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_bytes())


def _layers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [spec, *spec.get("environments", {}).values()]


def _at(tree: Any, pointer: str) -> Any:
    """What a JSON pointer leads to (RFC 6901)."""
    for part in pointer.split("/")[1:]:
        tree = tree[int(part)] if isinstance(tree, list) else tree[part.replace("~1", "/").replace("~0", "~")]
    return tree


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["practice"])
def test_the_example_states_the_field(row: dict[str, Any]) -> None:
    spec = _read(SHOP / row["example"])
    if "field" in row:
        assert row["field"] in Service.model_fields
        assert any(row["field"] in layer for layer in _layers(spec))


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["practice"])
def test_the_manifests_hold_what_they_show(row: dict[str, Any]) -> None:
    for file, pointers in row["shows"].items():
        manifest = _read(OUT / file)
        assert pointers and all(_at(manifest, pointer) is not None for pointer in pointers)


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["practice"])
def test_the_facts_are_stated_where_the_manifests_are_for(row: dict[str, Any]) -> None:
    project = _read(SHOP / "kgen.yaml")
    environments = {file.partition("/")[0] for file in row["shows"]}
    for name in row.get("facts", []):
        assert name in {**Project.model_fields, **Environment.model_fields}
        assert name in project or any(name in project["environments"][each] for each in environments)


@pytest.mark.parametrize("row", PRACTICES["fits"], ids=lambda row: f"{row['what']} ({row['told']})")
def test_a_case_tells_of_what_does_not_fit(row: dict[str, Any]) -> None:
    told = (ROOT / "tests" / "problems" / "cases" / row["case"] / "expected.txt").read_text("utf-8")
    assert f"[{row['told']}]" in told


def test_every_practice_that_was_asked_for_is_there() -> None:
    answered = {word for rows in (SERVICES, PRACTICES["others"]) for row in rows for word in row["asked"]}
    assert len(ASKED) == COUNT
    assert answered == set(ASKED)


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue is no part of the project")
def test_the_list_is_that_of_the_catalogue() -> None:
    section = CATALOGUE.read_text("utf-8").partition("\n## 4. ")[2].partition("\n## ")[0]
    rows = [line.lower() for line in section.split("\n") if line.startswith("| ")][1:]
    assert len(rows) == COUNT
    assert [word for word, row in zip(ASKED, rows, strict=True) if word not in row] == []
