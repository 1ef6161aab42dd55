"""Each folder in cases/ is what a person wrote, the command they ran, and all that they are told, to the character.

`command` holds the arguments, and in a second line the exit code where it is not 2. `expected.txt` is all of standard error.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from kgen.cli import run

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/command"))
HEAD = re.compile(r"^\S.*: .* \[[a-z0-9-]+\]$", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "project"
    shutil.copytree(case, project, symlinks=True, ignore=shutil.ignore_patterns("command", "expected.txt"))
    before = snapshot(project)
    monkeypatch.chdir(project)
    line, *code = (case / "command").read_text(encoding="utf-8").splitlines()
    assert run(shlex.split(line)) == (int(code[0]) if code else 2)
    said = capsys.readouterr()
    assert said.err == (case / "expected.txt").read_text(encoding="utf-8")
    assert said.out == ""
    assert snapshot(project) == before
    assert len(set(HEAD.findall(said.err))) == len(HEAD.findall(said.err))


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Every path below a folder, with the content of the files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }
