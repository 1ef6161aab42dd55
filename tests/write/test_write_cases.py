"""Each file in `cases` is one situation: what an earlier build left, what people did since, and what a build makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kgen.problems import Problems
from kgen.write import check, plan
from tests.write.write_helpers import put, scope, tree, units

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """The case, with the folder `out` as the build finds it."""
    data: dict[str, Any] = yaml.safe_load(request.param.read_text())
    out = tmp_path / "out"
    if "built" in data:
        plan(out, units(data["built"]), scope({}), name="out").apply()
    put(out, data.get("then", {}))
    return data | {"out": out, "units": units(data["units"]), "scope": scope(data.get("scope", {}))}


def test_build(case: dict[str, Any]) -> None:
    out = case["out"]
    before = tree(out)
    if "problems" in case:
        with pytest.raises(Problems) as raised:
            plan(out, case["units"], case["scope"], name="out")
        assert f"{raised.value}\n" == case["problems"]
        assert tree(out) == before
        return
    made = plan(out, case["units"], case["scope"], name="out")
    assert tree(out) == before
    made.apply()
    after = tree(out)
    assert made.written == case.get("written", [])
    assert made.removed == case.get("removed", [])
    for name, text in case.get("holds", {}).items():
        assert after.get(name) == text, name
    touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in touched if not name.startswith(".kgen")} == set(case["touched"])


def test_check(case: dict[str, Any]) -> None:
    if "problems" in case:
        return
    out = case["out"]
    before = tree(out)
    found = check(out, case["units"], case["scope"], name="out")
    assert [f"{each.path} | {each.kind} | {each.reason}" for each in found] == case.get("check", [])
    assert tree(out) == before


def test_a_second_build_finds_everything_current(case: dict[str, Any]) -> None:
    if "problems" in case:
        return
    out = case["out"]
    plan(out, case["units"], case["scope"]).apply()
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = plan(out, case["units"], case["scope"])
    again.apply()
    assert (again.written, again.removed, again.unchanged) == ([], [], again.files)
    assert check(out, case["units"], case["scope"]) == []
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times
