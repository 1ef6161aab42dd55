"""Each test has a cache of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cache.cache_helpers import Builder, write_project


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Builder:
    """Builds of a project of twelve services, with an empty cache in `cache/kgen`."""
    monkeypatch.setenv("KGEN_CACHE", "on")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_project(tmp_path / "project")
    return Builder(tmp_path / "project", monkeypatch, capsys)
