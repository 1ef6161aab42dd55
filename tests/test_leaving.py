"""The command ends at once, but not before all is said; its exit code is what it found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bench.project import write_project

KGEN = [sys.executable, "-m", "kgen"]
ROOT = Path(__file__).parents[1]


def command(*arguments: str, cwd: Path, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*KGEN, *arguments], cwd=cwd, env=environment, stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_long_stream_arrives_whole(tmp_path: Path, jobs: str) -> None:
    write_project(tmp_path / "project", 30)
    process = command("build", "project", "-o", "-", "-j", jobs, cwd=tmp_path)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.count(b"\n---\n") + 1 == out.count(b"\nkind: ") > 300
    assert out.endswith(b"\n")


def test_problems_are_said_and_counted(tmp_path: Path) -> None:
    (tmp_path / "service.yaml").write_text("name: cart\nprot: 80\n")
    process = command("build", "service.yaml", cwd=tmp_path)
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.decode().endswith("Nothing was written.\n")


def test_a_reader_that_leaves_is_no_mistake(tmp_path: Path) -> None:
    write_project(tmp_path / "project", 30)
    process = command("build", "project", "-o", "-", cwd=tmp_path)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.wait() != 3


def test_a_full_disk_is_no_success(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        process = command("version", cwd=tmp_path, stdout=full.fileno())
        process.communicate()
    assert process.returncode
