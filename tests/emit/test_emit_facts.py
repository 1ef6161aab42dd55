"""The text of facts says what pydantic would write, though it is made without its help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgen.emit.facts import facts
from kgen.project.file import lone, open_project

ROOT = Path(__file__).parents[2]
PROJECTS = [ROOT / "examples/online-boutique/kgen.yaml", *sorted((ROOT / "docs/examples").glob("*project*.yaml"))]


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.parent.name)
def test_facts_are_those_that_pydantic_writes(path: Path) -> None:
    for environment in [*open_project(path, path.name).model.environments.values(), *lone("here").model.environments.values()]:
        assert json.loads(facts(environment)) == json.loads(environment.model_dump_json(exclude_defaults=True))
