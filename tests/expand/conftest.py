from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgen import places

Write = Callable[[dict[str, str]], None]


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes kgen's own blueprints: nothing but the files given, by `name/file`."""
    root = tmp_path / "kgen"
    (root / "blueprints").mkdir(parents=True)
    monkeypatch.setattr(places, "data", lambda folder: root / folder)
    return lambda files: _write(root / "blueprints", files)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "blueprints").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def local(project: Path) -> Write:
    """Writes blueprints of the project."""
    return lambda files: _write(project / "blueprints", files)


def _write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
