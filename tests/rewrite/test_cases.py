"""Cases as folders: `command` is run beside the files of `input` (or with `stdin`), and what comes of it is compared.

`expected` holds the files that are written or changed, `expected.txt` the exit code, what is printed, and after `---` what is
said. Each command that writes is run a second time, and has nothing to do.
"""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kgen.cli import run

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if (case / "input").is_dir():
        shutil.copytree(case / "input", tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split((case / "command").read_text(encoding="utf-8"))[1:]
    before = contents(tmp_path)
    assert outcome(case, arguments, monkeypatch, capsys) == (case / "expected.txt").read_text(encoding="utf-8")
    after = contents(tmp_path)
    changed = {name: data for name, data in after.items() if before.get(name) != data}
    assert before.keys() <= after.keys()
    assert changed == contents(case / "expected")
    if changed:
        outcome(case, arguments, monkeypatch, capsys)
        assert contents(tmp_path) == after


def outcome(case: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    given = (case / "stdin").read_bytes() if (case / "stdin").is_file() else b""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
    code = run(arguments)
    printed = capsys.readouterr()
    return f"exit {code}\n{printed.out}---\n{printed.err}"


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
