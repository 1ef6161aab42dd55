"""What a run goes by besides the manifests: the facts of an environment, the rules, and exemptions that no object bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kgen import exempting
from kgen.hardening import exemptions
from kgen.hardening.exemptions import Effective
from kgen.lint.selection import selected
from kgen.model.environment import Environment
from kgen.problems import Problem, Problems
from kgen.project.file import FILE, ProjectFile, find, lone, open_project
from kgen.project.requires import required
from kgen.project.sources import shown
from kgen.rules import Rule

GENERIC = "any"
"""The name of the environment without facts, where no project has any."""


class Wanted(NamedTuple):
    """What the command line asks for."""

    paths: Sequence[str]
    today: date
    environment: str | None = None
    kubernetes: str | None = None
    project: Path | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    alone: bool = False
    """Whether no kgen.yaml counts."""


class Facts(NamedTuple):
    """What manifests of one environment are judged by."""

    environment: Environment
    rules: Mapping[str, Rule]
    exemptions: tuple[Effective, ...]
    today: date
    left_out: frozenset[str] = frozenset()
    """Names of rules that there are, and that are not asked."""


def project_of(wanted: Wanted) -> ProjectFile | None:
    """The project that was named, or the nearest above the first path. Raises Problems."""
    if wanted.alone:
        return None
    path = wanted.project / FILE if wanted.project else _nearest(wanted.paths)
    if path is None:
        return None
    project = open_project(path, shown(path))
    required(project)
    return project


def _nearest(paths: Sequence[str]) -> Path | None:
    start = Path(paths[0]).resolve() if paths and paths[0] != "-" else Path.cwd()
    return find(start if start.is_dir() else start.parent)


def facts(wanted: Wanted, project: ProjectFile | None, name: str | None) -> Facts:
    """The facts of an environment of the project, or of none. Raises Problems."""
    from kgen.organisation.book import rules_of

    environment = _environment(project, name)
    if wanted.kubernetes:
        environment = environment.model_copy(update={"kubernetes": _version(wanted.kubernetes)})
    stated = project or lone(GENERIC)
    effective = exemptions.effective(exempting.places(stated, environment), today=wanted.today)
    known = rules_of(stated, environment)
    asked = selected(known, wanted.select, wanted.ignore)
    return Facts(environment, asked, effective, wanted.today, frozenset(known.keys() - asked.keys()))


def _environment(project: ProjectFile | None, name: str | None) -> Environment:
    """The environment of that name; without a name the project's only one, or one without facts."""
    known = project.model.environments if project else {}
    if name is None:
        return next(iter(known.values())) if len(known) == 1 else _generic()
    if name not in known:
        from kgen.validate.messages import nearest, shortened

        words = f"there is no environment '{shortened(name)}'"
        hint = nearest(name, known) or (f"one of: {', '.join(sorted(known))}" if known else "name the project with --project")
        raise Problems([Problem("--environment", 0, 0, words, "unknown-environment", hint)])
    return known[name]


def _generic() -> Environment:
    return Environment.model_validate({"name": GENERIC})


def _version(text: str) -> str:
    from kgen.verify.definitions import versions

    known = versions()
    version = text.removeprefix("v")
    version = ".".join(version.split(".")[:2])
    if version in known:
        return version
    message = f"'{text}' is not a Kubernetes version that kgen knows"
    raise Problems([Problem("--kubernetes", 0, 0, message, "kubernetes-version", f"{known[0]} to {known[-1]}")])


def environments(project: ProjectFile | None, files: Iterable[str]) -> dict[str, str | None]:
    """For each file the environment whose output it is, as its place below the project's `out` says; None for all others."""
    root = project.root if project else None
    if project is None or root is None:
        return dict.fromkeys(files)
    out = (root / project.model.out).resolve()
    return {file: _below(Path(file).resolve(), out, project) for file in files}


def _below(path: Path, out: Path, project: ProjectFile) -> str | None:
    name = path.relative_to(out).parts[0] if path.is_relative_to(out) and path != out else ""
    return name if name in project.model.environments else None
