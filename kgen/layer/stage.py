"""Layer: for each spec and environment, the layers of its values, the lowest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgen.expand.blueprint import Blueprint, UnknownBlueprint, list_blueprints
from kgen.layer.origin import Layers
from kgen.model.environment import Environment
from kgen.model.service import Service
from kgen.problems import Problem, Problems
from kgen.project.layers import Layer, layer
from kgen.project.sources import Sources
from kgen.project.specs import Spec
from kgen.tools import Tools
from kgen.unit import NAMESPACE_BLUEPRINT
from kgen.validate.messages import nearest, shortened


class Layered(NamedTuple):
    """One spec for one environment, with its layers and its blueprint; `problems` are those of finding these."""

    spec: Spec
    environment: Environment
    layers: tuple[Layer, ...]
    blueprint: Blueprint | None
    problems: tuple[Problem, ...] = ()

    @property
    def origin(self) -> Layers:
        return Layers(tuple(layer.place for layer in self.layers), self.spec.values.place)


def layered(sources: Sources, tools: Tools) -> Iterator[Layered]:
    """blueprint < project < project's environment < spec < spec's environment < `--set`, for each spec and environment."""
    project = sources.project
    for spec in sources.specs:
        for environment in sources.environments:
            above = [
                project.defaults,
                project.environment_defaults.get(environment.name),
                spec.values,
                spec.environments.get(environment.name),
                *sources.settings,
            ]
            yield _layered(spec, environment, tuple(found for found in above if found), tools)


def _layered(spec: Spec, environment: Environment, layers: tuple[Layer, ...], tools: Tools) -> Layered:
    name = next(
        (found for each in reversed(layers) if (found := each.data.get("blueprint"))), Service.model_fields["blueprint"].default
    )
    try:
        blueprint = _of_services(name if isinstance(name, str) else "web", tools)
    except UnknownBlueprint as unknown:
        origin = Layers(tuple(each.place for each in layers), spec.values.place)
        hint = nearest(unknown.name, unknown.available) or f"one of: {', '.join(sorted(unknown.available))}"
        problem = origin.problem(
            ("blueprint",), f"there is no blueprint '{shortened(unknown.name)}'", "unknown-blueprint", hint=hint
        )
        return Layered(spec, environment, layers, None, (problem,))
    except Problems as found:
        return Layered(spec, environment, layers, None, found.problems)
    if not blueprint.defaults:
        return Layered(spec, environment, layers, blueprint)
    lowest = layer(blueprint.defaults, blueprint.origin, ("defaults",))
    return Layered(spec, environment, (lowest, *layers), blueprint)


def _of_services(name: str, tools: Tools) -> Blueprint:
    """The blueprint of that name; that of namespaces is none that a spec can name. Raises UnknownBlueprint."""
    if name == NAMESPACE_BLUEPRINT:
        names = (other for other, _, _ in list_blueprints(tools.project) if other != name)
        raise UnknownBlueprint(name, tuple(names))
    return tools.blueprint(name)
