"""The facts by which foreign manifests are hardened: those of an environment of the project, or none but the version."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kgen.problems import Problem, Problems, visible
from kgen.project.file import FILE, find, open_project
from kgen.validate.messages import nearest, shortened
from kgen.verify.schema import versions

if TYPE_CHECKING:
    from kgen.model.environment import Environment


def facts(environment: str | None, kubernetes: str | None, project: Path | None) -> Environment:
    """The environment of this name in kgen.yaml, or one without facts; `kubernetes` is above its version. Raises Problems."""
    from kgen.model.environment import Environment

    if kubernetes is not None and kubernetes not in versions():
        message = f"'{visible(shortened(kubernetes))}' is no version that kgen knows"
        raise _refused("--kubernetes", message, "version", f"one of {', '.join(versions())}")
    found = _of_project(environment, project) if environment else Environment.model_validate({"name": "none"})
    return found if kubernetes is None else found.model_copy(update={"kubernetes": kubernetes})


def _of_project(name: str, folder: Path | None) -> Environment:
    path = folder / FILE if folder else find(Path.cwd())
    if path is None:
        hint = f"run kgen where a {FILE} is, or name its folder with --project"
        raise _refused("--environment", f"an environment stands in a {FILE}, and there is none", "no-project", hint)
    opened = open_project(path, os.path.relpath(path))
    known = opened.model.environments
    if name not in known:
        hint = nearest(name, known) or f"it has {', '.join(sorted(known))}"
        message = f"'{visible(shortened(name))}' is no environment of {FILE}"
        raise _refused("--environment", message, "unknown-environment", hint)
    registries = {**opened.model.registries, **known[name].registries}
    return known[name].model_copy(update={"registries": registries})


def _refused(option: str, message: str, code: str, hint: str) -> Problems:
    return Problems([Problem(option, 0, 0, message, code, hint)])
