"""Rules that installed packages bring, of which a project asks those that its kgen.yaml names.

A package names them in the entry point group `kgen.rules`: `no-foo = "acme_rules.no_foo"`, a module like those of `kgen/rules/`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kgen.problems import Problem, visible
from kgen.rules import GROUP, Rule, named

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from kgen.project.file import ProjectFile

FIELD = "installed_rules"

_SEPARATORS = re.compile(r"[-_.]+")


class Wrong(NamedTuple):
    """What is wrong with the name at this place of `installed_rules`."""

    place: int
    message: str
    code: str
    hint: str = ""


class Brought(NamedTuple):
    """The rules that a project takes from installed packages, by name, and what is wrong with what it names."""

    rules: Mapping[str, Rule] = {}
    wrong: tuple[Wrong, ...] = ()


def brought(names: Sequence[str], taken: Collection[str], project: Path | None) -> Brought:
    """The rules of these packages, or of these names; `taken` are the names that no package may give to a rule.

    Only those are imported. What lies in the folder of the project or in the working directory is not installed.
    """
    if not names:
        return Brought()
    points = list(_points(project))
    rules: dict[str, Rule] = {}
    wrong: list[Wrong] = []
    for index, name in enumerate(names):
        found = [point for point in points if name == point.name or _same(name) == _same(_package(point))]
        if not found:
            wrong.append(_unknown(index, name, points))
        for point in found:
            if point.name not in rules:
                rule = _loaded(index, point, taken)
                if isinstance(rule, Wrong):
                    wrong.append(rule)
                else:
                    rules[point.name] = rule
    return Brought(dict(sorted(rules.items())), tuple(wrong))


def installed_problems(project: ProjectFile, found: Brought) -> Iterator[Problem]:
    """What is wrong with the packages that a project names, where it names them."""
    for place, message, code, hint in found.wrong:
        yield project.origin.problem((FIELD, place), message, code, hint=hint)


def _points(project: Path | None) -> Iterator[EntryPoint]:
    from importlib.metadata import entry_points

    inside = {Path.cwd().resolve(), *([project.resolve()] if project else [])}
    for point in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        if point.dist is not None and Path(str(point.dist.locate_file(""))).resolve() not in inside:
            yield point


def _package(point: EntryPoint) -> str:
    return str(point.dist.name) if point.dist else ""


def _same(name: str) -> str:
    """A package's name as packages are compared: https://packaging.python.org/specifications/name-normalization/."""
    return _SEPARATORS.sub("-", name).casefold()


def _unknown(index: int, name: str, points: Sequence[EntryPoint]) -> Wrong:
    from kgen.validate.messages import nearest, shortened

    packages = {_package(point) for point in points}
    hint = nearest(name, {*packages, *(point.name for point in points)})
    if not hint:
        hint = f"installed are: {', '.join(sorted(packages))}" if packages else "install it beside kgen"
    return Wrong(index, f"no installed package brings rules as '{shortened(name)}'", "unknown-package", visible(hint))


def _loaded(index: int, point: EntryPoint, taken: Collection[str]) -> Rule | Wrong:
    name = f"'{visible(point.name)}' of '{visible(_package(point))}'"
    if point.name in taken:
        return Wrong(index, f"{name} bears the name of another rule", "rule-name", "its package has to give it another one")
    try:
        module: Any = point.load()
        if isinstance(getattr(module, "RULE", None), Rule):
            return named(point.name, module)
        reason = "its module has no 'RULE'"
    except Exception as error:
        # Whatever somebody's code raises while it is imported.
        reason = f"{type(error).__name__}: {error}"
    return Wrong(index, f"{name} cannot be loaded: {visible(reason)}", "broken-package", "install another version of the package")
