"""The text of facts says what pydantic would write, though it is made without its help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from kgen.emit.facts import facts
from kgen.project.file import lone, open_project

ROOT = Path(__file__).parents[2]
BOUTIQUE = (ROOT / "examples/online-boutique/kgen.yaml").read_text(encoding="utf-8")
REFERENCE = yaml.safe_load((ROOT / "docs/examples/project.yaml").read_text(encoding="utf-8"))["environments"]["example"]


@pytest.mark.parametrize("text", [BOUTIQUE, REFERENCE], ids=["boutique", "reference"])
def test_facts_are_those_that_pydantic_writes(tmp_path: Path, text: str) -> None:
    (tmp_path / "kgen.yaml").write_text(text)
    project = open_project(tmp_path / "kgen.yaml", "kgen.yaml")
    for environment in [*project.model.environments.values(), *lone("here").model.environments.values()]:
        assert json.loads(facts(environment)) == json.loads(environment.model_dump_json(exclude_defaults=True))
