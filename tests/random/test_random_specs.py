"""Whatever valid specs people write, their manifests fit the API and every rule, and are the same bytes each time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from kubernetes_validate import utils as judge

import kgen
from kgen import tools
from kgen.expand.blueprint import find
from kgen.verify import definitions
from tests.effort import FUZZ, tries
from tests.random.projects import Project, project

RUNS = settings(
    max_examples=tries(100),
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if FUZZ else [])],
    suppress_health_check=list(HealthCheck),
)
"""A project holds two services on average: about two hundred specs."""


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """Blueprints are compiled, and the judge's schemas are read, once and not for every build."""
    compiled = cache(partial(find, project=None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tools, "find", lambda name, _: compiled(name))
        patch.setattr(judge, "schema_contents", cache(judge.schema_contents))
        yield


@pytest.mark.fuzz
@RUNS
@given(project())
def test_random_valid_specs_build(case: Project) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = case.write(Path(name) / "project")
        first, second = _written(folder, Path(name) / "one"), _written(folder, Path(name) / "two")
    assert first == second
    for environment, facts in case.file["environments"].items():
        _require_schemas(first, environment, facts.get("kubernetes", "1.33"))


def _written(folder: Path, out: Path) -> dict[str, bytes]:
    """All files of a build, none of which may have an error finding."""
    kgen.build(project=folder).write(out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def _require_schemas(files: Mapping[str, bytes], environment: str, version: str) -> None:
    manifests = [
        yaml.load(content, yaml.CSafeLoader)
        for name, content in files.items()
        if name.startswith(f"{environment}/") and name.endswith(".yaml") and not name.endswith("/kustomization.yaml")
    ]
    assert manifests
    for manifest in manifests:
        if definitions.builtin(manifest["apiVersion"]):
            judge.validate(manifest, version, strict=True)
