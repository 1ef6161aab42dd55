"""How fragments are found."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kgen import fragments
from kgen.fragments import Fragments, fragment, names


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of fragments instead of kgen's own."""
    monkeypatch.setattr(fragments, "__path__", [str(tmp_path)])
    names.cache_clear()
    fragment.cache_clear()
    yield tmp_path
    names.cache_clear()
    fragment.cache_clear()
    for module in [module for module in sys.modules if module.startswith("kgen.fragments.only_here")]:
        del sys.modules[module]


def test_a_fragment_is_found_by_being_there(folder: Path) -> None:
    (folder / "only_here.py").write_text("def only_here(x):\n    return [x]\n")
    (folder / "only_here_too.py").write_text("raise RuntimeError('never imported')\n")
    (folder / "_helper.py").write_text("")
    (folder / "notes.txt").write_text("")
    assert names() == ("only_here", "only_here_too")
    found = fragment("only_here")
    assert found is not None
    assert found(1) == [1]
    assert "kgen.fragments.only_here_too" not in sys.modules


@pytest.mark.parametrize("name", ["", "os", "_helper", "__init__", "../os", "os.path", "nope", "Fragments", "names"])
def test_nothing_else_is_a_fragment(name: str) -> None:
    assert fragment(name) is None
    assert name not in Fragments()


def test_installed_packages_add_fragments(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def load(self) -> Any:
            return len

    asked: list[dict[str, str]] = []

    def entry_points(**selection: str) -> list[Point]:
        asked.append(selection)
        return [Point()] if selection["name"] == "acme" else []

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    (folder / "only_here.py").write_text("def only_here():\n    return 1\n")
    assert Fragments()["only_here"]() == 1
    assert asked == []
    assert Fragments()["acme"] is len
    assert asked == [{"group": "kgen.fragments", "name": "acme"}]
    assert list(Fragments()) == ["only_here"]


def test_every_fragment_of_kgen_is_a_function_of_its_name() -> None:
    for name in names():
        found = fragment(name)
        assert callable(found), name
        assert found.__doc__, name
