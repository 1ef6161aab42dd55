"""kgen.yaml: found upwards from where one stands, read into the project, its environments and their defaults."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kgen import platforms
from kgen.layer.fullform import Stray, full_form
from kgen.layer.merge import merge
from kgen.load import Document, read
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.problems import Origin, Problem, Problems
from kgen.problems import Path as Way
from kgen.project.layers import Layer, layer, oversized
from kgen.validate.consequences import Remaining, scopes
from kgen.validate.facts import facts_problems
from kgen.validate.validate import examine

FILE = "kgen.yaml"


class ProjectFile(NamedTuple):
    """The project, and the layers of spec values that it holds.

    `root` is its folder, None for a lone spec. `environments` are those of the project, in the order of their names.
    """

    root: Path | None
    model: Project
    origin: Origin
    defaults: Layer | None = None
    environment_defaults: Mapping[str, Layer] = {}


def find(start: Path) -> Path | None:
    """The nearest kgen.yaml in a folder or above it."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def open_project(path: Path, name: str) -> ProjectFile:
    """The project of a kgen.yaml, shown under this name; raises Problems with all that is wrong in it."""
    documents = read(path, name)
    document = documents[0]
    if len(documents) > 1 or not isinstance(document.data, dict):
        raise Problems([document.problem((), "kgen.yaml must be one map", "wrong-type")])
    large = list(oversized(document.data, document))
    if large:
        raise Problems(large)
    written = dict(document.data)
    defaults = layer(written.pop("defaults"), document, ("defaults",)) if "defaults" in written else None
    environment_defaults = _environment_defaults(written, document)
    stray: Stray = []
    data = _with_platforms(full_form(Project, written, stray))
    model, problems, left_out = examine(Project, data, document, {})
    problems += [
        document.problem(at, "unknown field 'name'", "unknown-field", hint="its name is the key", key=True) for at in stray
    ]
    problems += [problem for found in (defaults, *environment_defaults.values()) if found for problem in found.problems]
    if model is not None:
        remaining = Remaining(document, scopes(left_out, Project))
        problems += remaining.own(partial(facts_problems, model))
    if problems or model is None:
        raise Problems(problems)
    return ProjectFile(path.parent, model, document, defaults, environment_defaults)


def lone(environment: str) -> ProjectFile:
    """The project of a spec without one: a single environment without facts, where each service has a namespace of its own."""
    facts = Environment.model_construct(name=environment)
    return ProjectFile(None, Project.model_construct(environments={environment: facts}), Nowhere())


class Nowhere:
    """The origin of a project that has no file: nothing in it was written, so nothing in it can be wrong."""

    name = FILE

    def has(self, path: Way) -> bool:
        return False

    def problem(self, path: Way, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        return Problem(self.name, 0, 0, message, code, hint)


def _environment_defaults(written: dict[str, Any], document: Document) -> dict[str, Layer]:
    """The defaults of each environment; they are taken out of the data."""
    found: dict[str, Layer] = {}
    environments = written.get("environments")
    if isinstance(environments, dict):
        written["environments"] = remaining = {}
        for name, environment in environments.items():
            remaining[name] = environment
            if isinstance(environment, dict) and "defaults" in environment:
                found[name] = layer(environment["defaults"], document, ("environments", name, "defaults"))
                remaining[name] = {key: value for key, value in environment.items() if key != "defaults"}
    return found


def _with_platforms(data: dict[str, Any]) -> dict[str, Any]:
    """The environments' facts over those of their platforms."""
    environments = data.get("environments")
    if not isinstance(environments, dict):
        return data
    return {**data, "environments": {name: _over_platform(environment) for name, environment in environments.items()}}


def _over_platform(environment: Any) -> Any:
    if not isinstance(environment, dict) or not isinstance(environment.get("platform"), str):
        return environment
    return merge([full_form(Environment, platforms.facts(environment["platform"]), []), environment])
