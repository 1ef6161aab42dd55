"""Whatever somebody writes: a build ends in problems that have a place, or does no harm, within 10 seconds and 200 MB.

Nothing outside the project is read into the output or changed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import hostile_blueprints, hostile_projects, hostile_specs
from tests.hostile.hostile_cases import CASES, Case

PLACED = re.compile(r"[^:\n]+:[1-9]\d*:[1-9]\d*: .* \[[a-z0-9-]+\]")
OF_A_FILE = re.compile(r"[^\n]{1,200}: .* \[[a-z0-9-]+\]")
LONGEST_LINE = 1500
"""Characters of a line on the screen: a message may name things, not repeat a file."""

ROOT = Path(__file__).parents[2]

assert hostile_blueprints and hostile_projects and hostile_specs

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of memory and time need processes that fork")


@pytest.fixture(scope="session")
def outcomes() -> dict[str, Any]:
    """What became of each case."""
    command = [sys.executable, "-m", "tests.hostile.hostile_runner"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    return {outcome["case"]: outcome for outcome in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_no_harm(case: Case, outcomes: dict[str, Any]) -> None:
    outcome = outcomes[case.name]
    said: str = outcome["said"]
    assert outcome["safe"]
    assert "Traceback" not in said
    assert max(map(len, said.splitlines()), default=0) <= LONGEST_LINE
    if case.end == "harmless":
        assert outcome["code"] == 0
        return
    assert outcome["code"] == 2
    first = said.partition("\n")[0]
    assert (PLACED if case.end == "problem" else OF_A_FILE).fullmatch(first)
    assert not case.code or f"[{case.code}]" in said


def test_the_corpus_is_no_smaller() -> None:
    assert len(CASES) >= 250
