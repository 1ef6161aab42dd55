"""Each folder in cases/ is a text, and either the data it holds or what a person is told about it, to the character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgen.load import events, parse
from kgen.problems import Problems

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/input.yaml"))
LIBYAML_ONLY = {"separation-tab"}
"""PyYAML's own parser takes tabs between tokens for indentation and refuses them."""

GOOD = [case for case in CASES if (case / "expected.json").exists()]
BAD = [case for case in CASES if (case / "problem.txt").exists()]


def test_every_case_expects_one_thing() -> None:
    assert len(CASES) > 60
    assert sorted(GOOD + BAD) == CASES


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_data(case: Path) -> None:
    assert _data(case) == (case / "expected.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [case for case in GOOD if case.name not in LIBYAML_ONLY], ids=lambda case: case.name)
def test_data_without_libyaml(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "Parser", events.PurePython)
    assert _data(case) == (case / "expected.json").read_text(encoding="utf-8")


def _data(case: Path) -> str:
    documents = parse((case / "input.yaml").read_bytes(), "input.yaml")
    return json.dumps([document.data for document in documents], indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_problem(case: Path) -> None:
    with pytest.raises(Problems) as raised:
        parse((case / "input.yaml").read_bytes(), "input.yaml")
    assert str(raised.value) + "\n" == (case / "problem.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_problem_without_libyaml(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser words its errors differently; code and, within a line, place are the same."""
    monkeypatch.setattr(events, "Parser", events.PurePython)
    with pytest.raises(Problems) as raised:
        parse((case / "input.yaml").read_bytes(), "input.yaml")
    codes = {problem.code for problem in raised.value.problems}
    expected = (case / "problem.txt").read_text(encoding="utf-8")
    assert all(f"[{code}]" in expected for code in codes)
