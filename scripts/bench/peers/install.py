"""Installing tools beside the project, by the ordinary clients of their registries."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class CannotInstallError(Exception):
    """A tool that cannot be had on this machine; the text says why."""


def venv(folder: Path, requirements: Path, package: str) -> str:
    """A virtual environment with these requirements, and the version of one package in it."""
    python = str(folder / "bin/python")
    if not _is_done(folder, requirements):
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", str(requirements)])
        _done(folder, requirements)
    return _run([python, "-c", f"import importlib.metadata as m; print(m.version({package!r}))"]).strip()


def npm(folder: Path, package_json: Path, package: str) -> str:
    """A folder with these Node packages, and the version of one of them."""
    for client in ("node", "npm"):
        if not shutil.which(client):
            raise CannotInstallError(f"there is no {client}")
    if not _is_done(folder, package_json):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(package_json, folder)
        _run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(folder)])
        _done(folder, package_json)
    version: str = json.loads((folder / "node_modules" / package / "package.json").read_text())["version"]
    return version


def _is_done(folder: Path, wanted: Path) -> bool:
    stamp = folder / ".installed"
    return stamp.exists() and stamp.read_text() == wanted.read_text()


def _done(folder: Path, wanted: Path) -> None:
    (folder / ".installed").write_text(wanted.read_text())


def _run(command: Sequence[str]) -> str:
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        raise CannotInstallError(lines[-1] if lines else f"{command[0]} ended with {result.returncode}")
    return result.stdout
