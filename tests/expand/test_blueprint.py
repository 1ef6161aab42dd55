"""Blueprint folders: where they are found, what they inherit, and what a hostile one cannot do."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path
from typing import Any

import pytest

from kgen.expand.blueprint import Blueprint, UnknownBlueprint, find, list_blueprints
from kgen.problems import Problems
from tests.expand.conftest import Write
from tests.expand.helpers import Service, cases

HEAD = "apiVersion: v1\nkind: Thing\n"
WEB = {
    "web/blueprint.yaml": "description: A web service.\ndefaults: {replicas: 3, labels: {a: b}}\n",
    "web/thing.yaml": HEAD + 'x: "{{ service.name }}"\n',
    "web/other.yaml": HEAD + "x: builtin\n",
}
VALUES: dict[str, Any] = {"service": Service(), "environment": {}, "params": {}, "calls": [], "callers": []}


def expanded(blueprint: Blueprint) -> dict[str, Any]:
    return {name: manifest["x"] for name, manifest in blueprint.expand(dict(VALUES))}


def said(project: Path | None, name: str = "web") -> str:
    with pytest.raises(Problems) as caught:
        find(name, project).expand(dict(VALUES))
    return str(caught.value)


def test_a_builtin_blueprint(builtin: Write, project: Path) -> None:
    builtin(WEB)
    blueprint = find("web", project)
    assert expanded(blueprint) == {"other": "builtin", "thing": "checkout"}
    assert (blueprint.name, blueprint.description, blueprint.where) == ("web", "A web service.", "built-in")
    assert blueprint.defaults == {"replicas": 3, "labels": {"a": "b"}}


def test_a_project_comes_first(builtin: Write, local: Write, project: Path) -> None:
    builtin(WEB)
    local({"web/blueprint.yaml": "description: Ours.\n", "web/thing.yaml": HEAD + "x: ours\n"})
    assert expanded(find("web", project)) == {"thing": "ours"}
    assert expanded(find("web", None)) == {"other": "builtin", "thing": "checkout"}


def test_extends_the_builtin_of_the_same_name(builtin: Write, local: Write, project: Path) -> None:
    builtin(WEB)
    description = "description: Ours.\nextends: web\nomit: [thing]\ndefaults: {labels: {c: d}, replicas: null}\n"
    local({"web/blueprint.yaml": description, "web/other.yml": HEAD + "x: ours\n", "web/new.yaml": HEAD + "x: new\n"})
    blueprint = find("web", project)
    assert expanded(blueprint) == {"new": "new", "other": "ours"}
    assert blueprint.defaults == {"replicas": None, "labels": {"a": "b", "c": "d"}}
    assert blueprint.origin.problem(("defaults", "labels", "a"), "m", "c").file == "kgen/blueprints/web/blueprint.yaml"
    assert blueprint.origin.problem(("defaults", "labels", "c"), "m", "c").file == "blueprints/web/blueprint.yaml"
    assert blueprint.origin.has(("defaults", "labels", "a"))
    assert not blueprint.origin.has(("defaults", "labels", "x"))


def test_what_is_installed_never_builds_on_a_project(builtin: Write, local: Write, project: Path) -> None:
    builtin({**WEB, "api/blueprint.yaml": "description: An API.\nextends: web\n"})
    local({"web/blueprint.yaml": "description: Ours.\n", "web/thing.yaml": HEAD + "x: ours\n"})
    assert expanded(find("api", project)) == {"other": "builtin", "thing": "checkout"}


def test_unknown(builtin: Write, local: Write, project: Path) -> None:
    builtin(WEB)
    local({"mine/blueprint.yaml": "description: Ours.\n", "no-blueprint/thing.yaml": "x: y\n"})
    for name in ("webb", "../kgen/blueprints/web", "web/", "", ".", "Web", "no-blueprint"):
        with pytest.raises(UnknownBlueprint) as caught:
            find(name, project)
        assert caught.value.available == ("mine", "web")
        assert caught.value.name == name


def test_list(builtin: Write, local: Write, project: Path) -> None:
    builtin({**WEB, "worker/blueprint.yaml": "description: Without a port.\n"})
    local({"web/blueprint.yaml": "description: Ours.\nextends: web\n"})
    assert list_blueprints(project) == [("web", "Ours.", "project"), ("worker", "Without a port.", "built-in")]


class Point:
    name = "acme"
    value = "acme_kgen_blueprints:web"


@pytest.mark.parametrize("value", ["acme_kgen_blueprints.acme", "acme_kgen_blueprints:acme", "acme_kgen_blueprints"])
def test_installed_packages(value: str, builtin: Write, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builtin(WEB)
    folder = tmp_path / "site" / "acme_kgen_blueprints" / "acme"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise RuntimeError('no code of the package may run')\n")
    (folder / "blueprint.yaml").write_text("description: Of the company.\nextends: web\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])
    monkeypatch.setattr(Point, "value", value)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [Point] if group == "kgen.blueprints" else [])
    blueprint = find("acme", project)
    assert blueprint.where == "package acme_kgen_blueprints"
    assert blueprint.origin.name == "acme_kgen_blueprints/acme/blueprint.yaml"
    assert expanded(blueprint) == {"other": "builtin", "thing": "checkout"}
    assert list_blueprints(project)[0] == ("acme", "Of the company.", "package acme_kgen_blueprints")


def test_entry_points_are_not_looked_up_for_what_is_found(builtin: Write, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builtin(WEB)
    monkeypatch.delattr(importlib.metadata, "entry_points")
    assert find("web", project).name == "web"


@pytest.mark.parametrize(("text", "expected"), cases("descriptions"))
def test_descriptions_that_cannot_be(text: str, expected: str, builtin: Write, local: Write, project: Path) -> None:
    builtin(WEB)
    local({"mine/blueprint.yaml": text})
    assert said(project, "mine") == expected


def test_blueprints_that_extend_each_other(builtin: Write, local: Write, project: Path) -> None:
    local({"a/blueprint.yaml": "description: a\nextends: b\n", "b/blueprint.yaml": "description: b\nextends: a\n"})
    assert said(project, "a") == (
        "blueprints/b/blueprint.yaml:2:10: 'a' extends this blueprint in turn [blueprint-cycle]\n"
        "  2 | extends: a\n"
        "    |          ^"
    )


@pytest.mark.parametrize(("given", "expected"), cases("files"))
def test_files_that_have_no_place(given: str, expected: str, builtin: Write, local: Write, project: Path) -> None:
    file, content = given.split(" = ", 1)
    local({**WEB, f"web/{file}": content})
    assert said(project) == expected


def test_readme_and_tests_are_ignored(builtin: Write, local: Write, project: Path) -> None:
    local({**WEB, "web/README.md": "# Web\n", "web/tests/small.yaml": "name: x\n"})
    assert expanded(find("web", project)) == {"other": "builtin", "thing": "checkout"}


def test_symbolic_links_in_a_project(builtin: Write, local: Write, project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    local(WEB)
    (project / "blueprints/web/thing.yaml").unlink()
    (project / "blueprints/web/thing.yaml").symlink_to(tmp_path / "secret.yaml")
    assert said(project) == (
        "blueprints/web: 'thing.yaml' is a symbolic link, and a project's blueprints have none [symbolic-link]\n"
        "    | copy what it points to"
    )
    (project / "blueprints/linked").symlink_to(project / "blueprints/web")
    assert "'linked' is a symbolic link" in said(project, "linked")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/blueprints").symlink_to(project / "blueprints")
    assert "'blueprints' is a symbolic link" in said(tmp_path / "elsewhere")


def test_all_problems_of_all_templates_are_told(builtin: Write, local: Write, project: Path) -> None:
    local({**WEB, "web/thing.yaml": HEAD + 'x: "{{ service.nam }}"\n', "web/third.yaml": HEAD + 'x: "{{ 1 * 2 }}"\n'})
    assert [line for line in said(project).split("\n") if "web/" in line] == [
        "blueprints/web/thing.yaml:3:8: 'service.nam' is undefined [expression]",
        "blueprints/web/third.yaml:3:8: '*' is not allowed in an expression [expression]",
    ]
    with pytest.raises(Problems, match="not allowed"):
        find("web", project).check()


def test_all_unreadable_files_are_told(builtin: Write, local: Write, project: Path) -> None:
    local({**WEB, "web/thing.yaml": "a: b\na: c\n", "web/other.yaml": "\tx\n"})
    assert {problem.file for problem in _problems(project)} == {"blueprints/web/thing.yaml", "blueprints/web/other.yaml"}


def _problems(project: Path) -> tuple[Any, ...]:
    with pytest.raises(Problems) as caught:
        find("web", project)
    return caught.value.problems
