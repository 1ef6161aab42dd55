"""Each folder in cases/ is a run of `kgen lint`: its command, files and standard input, and all that it prints and writes."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kgen.cli import run

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/command"))
OWN = ("command", "expected.txt", "expected-baseline.yaml", "stdin")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns(*OWN))
    monkeypatch.chdir(folder)
    if (case / "stdin").exists():
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((case / "stdin").read_bytes())))
    line, code = (case / "command").read_text(encoding="utf-8").splitlines()
    assert run(shlex.split(line)) == int(code)
    said = capsys.readouterr()
    assert said.out + said.err == (case / "expected.txt").read_text(encoding="utf-8")
    if (case / "expected-baseline.yaml").exists():
        assert (folder / "known.yaml").read_text() == (case / "expected-baseline.yaml").read_text()
