"""Trying out a project's blueprints: specs beside them, and what is expected of each."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kgen.actions.lookup import blueprint_named, project_folder
from kgen.building import Ledger, compiled
from kgen.compiler import plan
from kgen.expand.eject import eject
from kgen.problems import Problem, Problems
from kgen.project.file import FILE, open_project
from kgen.project.sources import Request
from kgen.tools import Tools
from kgen.write.single import save

TESTS = "tests"
EXPECTED = ".expected.yaml"
_FIRST = "name: example\nsystem: example\nimage: {registry}/example:1.0.0\nblueprint: {name}\nport: 8080\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What a case showed: `outcome` in a few words, `diff` the lines that differ."""

    case: str
    outcome: str
    diff: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.diff)


def eject_into_project(name: str) -> list[str]:
    """Copy a blueprint into the project's folder, with a first case to test it. Raises Problems."""
    root = _root()
    blueprint_named(name)
    files = eject(name, root)
    case = root / "blueprints" / name / TESTS / "first.yaml"
    save(case, _first(name, root), root, folders=True)
    _try(case, root, None, update=True)
    return [Path(os.path.relpath(file)).as_posix() for file in (*files, case, _expected(case))]


def _first(blueprint: str, root: Path) -> str:
    """A spec that any project can build: its image comes from a registry that is allowed there."""
    registries = open_project(root / FILE, FILE).model.registries
    return _FIRST.format(name=blueprint, registry=min(registries, default="registry.example.com"))


def _expected(case: Path) -> Path:
    """Where what is expected of a case lies."""
    return case.with_name(case.name.removesuffix(".yaml") + EXPECTED)


def try_blueprints(names: list[str], environment: str | None, *, update: bool) -> list[Result]:
    """The results of all cases; with `update` what is generated becomes what is expected. Raises Problems."""
    root = _root()
    folders = [root / "blueprints" / name for name in names] if names else sorted((root / "blueprints").glob("*/"))
    for folder in folders:
        blueprint_named(folder.name).check()
    cases = [case for folder in folders for case in sorted((folder / TESTS).glob("*.yaml")) if not case.name.endswith(EXPECTED)]
    if not cases:
        hint = "write a spec into blueprints/NAME/tests/first.yaml"
        raise Problems([Problem("blueprints", 0, 0, "there is no case to test", "no-case", hint)])
    return [_try(case, root, environment, update) for case in cases]


def _root() -> Path:
    root = project_folder()
    if root is None:
        hint = "blueprints of one's own belong to a project; write a kgen.yaml first"
        raise Problems([Problem("kgen.yaml", 0, 0, "there is no kgen.yaml here or above", "no-project", hint)])
    return root


def _try(case: Path, root: Path, environment: str | None, update: bool) -> Result:
    made = "".join(_manifests(case, root, environment))
    expected = _expected(case)
    name = case.relative_to(root).as_posix()
    before = expected.read_text(encoding="utf-8") if expected.exists() else None
    if before == made:
        return Result(name, "as expected")
    if update:
        save(expected, made, root, folders=True)
        return Result(name, "updated" if before else "written")
    label = expected.relative_to(root).as_posix()
    diff = difflib.unified_diff((before or "").splitlines(), made.splitlines(), label, "generated", lineterm="")
    return Result(name, "differs" if before else f"expects nothing yet: {label} is missing", tuple(diff))


def _manifests(case: Path, root: Path, environment: str | None) -> Iterator[str]:
    """The manifests of the case's services alone, as one stream, in the environment of that name or the first one."""
    tools = Tools(root, "yaml", datetime.now(UTC).date())
    chosen = [environment] if environment else []
    work = plan(Request([str(case)], environments=chosen, project=root, alone=True), tools)
    first = environment or work.services[0].environment.name
    ledger = Ledger(work)
    for unit in compiled(work, tools):
        if unit.environment == first:
            ledger.add(unit)
            yield from (f"---\n{content.decode()}" for content in unit.files.values())
    ledger.require()
