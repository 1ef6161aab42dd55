"""The load stage over a whole project: its file, all of its specs, and what of it was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kgen.model.environment import Environment
from kgen.problems import Problem, Problems
from kgen.project.file import FILE, ProjectFile, find, lone, open_project
from kgen.project.layers import Layer
from kgen.project.requires import required
from kgen.project.settings import settings
from kgen.project.specs import Inside, Spec, of_service, read_file, spec_files
from kgen.spec import Service
from kgen.validate.messages import nearest, shortened

STDIN = "-"


class Request(NamedTuple):
    """What to build: everything of a project, or single specs or environments of it.

    `paths` are spec files, folders or `-`; `services` are specs written in Python. `project` is a project's folder; without it
    the nearest kgen.yaml above the first path counts, and without any path the nearest one above the working directory.
    `alone`: the paths are no part of the project, they only borrow its environments.
    """

    paths: Sequence[str] = ()
    services: Sequence[Service] = ()
    environments: Sequence[str] = ()
    set: Sequence[str] = ()
    project: Path | None = None
    alone: bool = False


class Sources(NamedTuple):
    """What there is to build. `chosen` holds the sources that were asked for, None for all.

    Specs are read as they are taken, one after the other: thousands of them are never all alive. What cannot be read of them
    goes to `problems`.
    """

    project: ProjectFile
    specs: Iterator[Spec]
    environments: list[Environment]
    chosen: frozenset[str] | None
    chosen_environments: frozenset[str] | None
    settings: list[Layer]
    problems: list[Problem]


def load(request: Request) -> Sources:
    """Everything that a build of this request needs to know. Raises Problems where nothing more can be read."""
    project = _project(request)
    known = project.model.environments
    problems: list[Problem] = []
    named = list(_named(request, project))
    return Sources(
        project,
        _specs(request, project, named, problems),
        [known[name] for name in sorted(known)],
        _chosen(request, project, named),
        _chosen_environments(request, project),
        list(settings(request.set)),
        problems,
    )


def _specs(request: Request, project: ProjectFile, named: list[Path | None], problems: list[Problem]) -> Iterator[Spec]:
    """The specs of all files, then those written in Python; a problem if there are none."""
    known = project.model.environments
    found = False
    inside = Inside(project.root) if project.root else None
    for path, is_named in _files(request, project, named).items():
        for spec in read_file(path, shown(path), source(path, project), known, problems, None if is_named else inside):
            found = True
            yield spec
    for service in request.services:
        found = True
        yield of_service(service, service.source, known, problems)
    if not found and not problems:
        problems.append(_no_spec(project))


def _files(request: Request, project: ProjectFile, named: list[Path | None]) -> dict[Path, bool]:
    """The files to read, each once, and whether it was named itself on the command line."""
    real = cache(os.path.realpath)
    by_hand = {_place(Path.cwd() / text, real) for text in request.paths}
    files = [*([] if request.alone else spec_files(project)), *(path for path in named if path is not None)]
    return {path: place in by_hand for place, path in {_place(path, real): path for path in files}.items()}


def _place(path: Path, real: Callable[[Path], str]) -> str:
    """A file by its own name in its real folder, however one got there."""
    return STDIN if str(path) == STDIN else os.path.join(real(path.parent), path.name)  # noqa: PTH118


def shown(path: Path) -> str:
    """A file as people find it from where they stand."""
    return STDIN if str(path) == STDIN else Path(os.path.relpath(path)).as_posix()


def source(path: Path, project: ProjectFile) -> str:
    """A spec as the output names it: relative to the project, whatever the working directory; a lone one by its name."""
    if project.root is None or str(path) == STDIN:
        return path.name
    return Path(os.path.relpath(path, project.root)).as_posix()


def project_root(request: Request) -> Path | None:
    """The folder of the project that a request is about, None for specs without one."""
    path = _project_file(request)
    return path.parent if path else None


def _project_file(request: Request) -> Path | None:
    return request.project / FILE if request.project else _nearest(request)


def _project(request: Request) -> ProjectFile:
    path = _project_file(request)
    if path is None:
        [name] = request.environments if len(request.environments) == 1 else ["production"]
        return lone(name)
    project = open_project(path, shown(path))
    required(project)
    if not project.model.environments:
        hint = 'environments:\n  production:\n    namespace: "{system}"'
        raise Problems([project.origin.problem((), "kgen.yaml names no environment", "no-environment", hint=hint)])
    return project


def _nearest(request: Request) -> Path | None:
    if request.services and not request.paths:
        return None
    first = Path(request.paths[0]) if request.paths and request.paths[0] != STDIN else Path()
    start = Path(os.path.realpath(first))
    return find(start if start.is_dir() else start.parent)


def _named(request: Request, project: ProjectFile) -> Iterator[Path | None]:
    """The files that paths name; None for a folder that is the whole project."""
    for text in request.paths:
        path = Path(text) if text == STDIN else Path.cwd() / text
        if not path.is_dir():
            yield path
        elif project.root is not None and path.resolve() == project.root.resolve():
            yield None
        else:
            yield from _in_folder(path, text, project)


def _in_folder(folder: Path, text: str, project: ProjectFile) -> Iterable[Path]:
    found = [path for path in spec_files(project) if path.is_relative_to(folder.resolve())]
    if not found:
        raise Problems(
            [Problem(text, 0, 0, "this folder holds no spec of a project", "no-spec", "name a spec, such as service.yaml")]
        )
    return found


def _chosen(request: Request, project: ProjectFile, named: list[Path | None]) -> frozenset[str] | None:
    if not named or None in named or request.services:
        return None
    return frozenset(source(path, project) for path in named if path is not None)


def _chosen_environments(request: Request, project: ProjectFile) -> frozenset[str] | None:
    known = sorted(project.model.environments)
    unknown = [name for name in request.environments if name not in known]
    if unknown:
        raise Problems(
            Problem(
                "--environment",
                0,
                0,
                f"there is no environment '{shortened(name)}'",
                "unknown-environment",
                nearest(name, known) or f"one of: {', '.join(known)}",
            )
            for name in unknown
        )
    return frozenset(request.environments) or None


def _no_spec(project: ProjectFile) -> Problem:
    if project.root is None:
        hint = "kgen init writes one; kgen build service.yaml builds it"
        return Problem("kgen", 0, 0, "there is no kgen.yaml here or above, and no spec was named", "no-spec", hint)
    patterns = ", ".join(project.model.specs)
    return project.origin.problem(("specs",), f"no spec was found; looked for {patterns}", "no-spec")
