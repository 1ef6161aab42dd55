"""Builds of the fullest project, as people start them, and what they wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.judge.subjects import PROJECTS, ROOT

FULLEST = PROJECTS["fullest"]
SPECS = sorted((FULLEST / "services").glob("*.yaml"))

Files = dict[str, bytes]


def written(out: Path) -> Files:
    """All files below a folder."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def manifests(files: Files) -> Files:
    """The files that hold manifests."""
    return {
        name: content
        for name, content in files.items()
        if name.endswith(".yaml") and not name.endswith("kustomization.yaml") and not name.startswith(".kgen/")
    }


def command(out: Path, *arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Files:
    """What `kgen build` with these arguments writes."""
    line = [sys.executable, "-m", "kgen", "build", *map(str, arguments), "-o", str(out)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(line, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return written(out)
