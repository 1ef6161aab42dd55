"""Ejecting: a blueprint with all it inherits becomes the project's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.expand.blueprint import UnknownBlueprint, find
from kgen.expand.eject import eject
from kgen.load import read
from kgen.problems import Problems
from tests.expand.conftest import Write
from tests.expand.test_blueprint import HEAD, WEB, expanded


def test_a_blueprint_is_copied_as_it_is(builtin: Write, project: Path) -> None:
    builtin({**WEB, "web/_pod.yaml": "# a comment\na: b\n", "web/README.md": "# Web\n"})
    written = eject("web", project)
    folder = project / "blueprints/web"
    assert written == [folder / name for name in ("_pod.yaml", "blueprint.yaml", "other.yaml", "thing.yaml")]
    assert (folder / "_pod.yaml").read_text() == "# a comment\na: b\n"
    assert (folder / "blueprint.yaml").read_text() == WEB["web/blueprint.yaml"]
    assert find("web", project).where == "project"
    assert expanded(find("web", project)) == expanded(find("web", None))


def test_what_is_inherited_is_copied_too(builtin: Write, project: Path) -> None:
    description = (
        "description: An API.\nextends: web\nomit: [other]\ndefaults: {labels: {'1.10': 'yes'}}\nparams: {p: {type: string}}\n"
    )
    builtin({**WEB, "api/blueprint.yaml": description, "api/more.yml": HEAD + "x: more\n"})
    eject("api", project)
    assert sorted(path.name for path in (project / "blueprints/api").iterdir()) == ["blueprint.yaml", "more.yml", "thing.yaml"]
    assert read(project / "blueprints/api/blueprint.yaml", "b")[0].data == {
        "description": "An API.",
        "defaults": {"replicas": 3, "labels": {"a": "b", "1.10": "yes"}},
        "params": {"p": {"type": "string"}},
    }
    ejected, original = find("api", project), find("api", None)
    assert (ejected.where, expanded(ejected)) == ("project", expanded(original))
    assert (ejected.defaults, ejected.params) == (original.defaults, original.params)


def test_nothing_is_overwritten(builtin: Write, project: Path, tmp_path: Path) -> None:
    builtin(WEB)
    (project / "blueprints/web").mkdir()
    with pytest.raises(Problems) as caught:
        eject("web", project)
    assert str(caught.value) == (
        "blueprints/web: 'blueprints/web' exists already [exists]\n    | kgen overwrites no blueprint; move it away"
    )
    assert list((project / "blueprints/web").iterdir()) == []


def test_nothing_is_written_through_symbolic_links(builtin: Write, tmp_path: Path) -> None:
    builtin(WEB)
    (tmp_path / "other").mkdir()
    (tmp_path / "target").mkdir()
    (tmp_path / "other/blueprints").symlink_to(tmp_path / "target")
    with pytest.raises(Problems, match="'blueprints' exists already"):
        eject("web", tmp_path / "other")
    assert list((tmp_path / "target").iterdir()) == []


def test_only_what_there_is(builtin: Write, project: Path) -> None:
    builtin(WEB)
    for name in ("nope", "../web"):
        with pytest.raises(UnknownBlueprint):
            eject(name, project)
