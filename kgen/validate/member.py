"""Layering and validation of one spec for one environment: from layers to a typed service, or to problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgen.expand.params import check_params
from kgen.layer.merge import merge
from kgen.layer.origin import Place
from kgen.link.member import Member
from kgen.model.environment import Environment, Namespace
from kgen.model.service import EXCLUSIVE, Service
from kgen.problems import Origin, Problem
from kgen.project.layers import Layer
from kgen.validate.config import with_config
from kgen.validate.credentials import credentials
from kgen.validate.facts import REFUSED
from kgen.validate.finish import finish
from kgen.validate.images import STAND_IN, images
from kgen.validate.meaning import meaning
from kgen.validate.validate import validate

if TYPE_CHECKING:
    from kgen.layer.stage import Layered

_STAND_IN = {"image": STAND_IN}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A member, None where the spec cannot be read that far; its name if that much is known; its parameters and problems."""

    member: Member | None
    name: str | None
    problems: list[Problem]
    params: Mapping[str, Any] = field(default_factory=dict)


def member(layered: Layered, environment: Environment, root: Path | None) -> Outcome:
    """The service of a spec in an environment; config files lie below `root`."""
    origin = layered.origin
    problems = [*layered.problems]
    problems += [problem for layer in layered.layers for problem in (*layer.problems, *_exclusive(layer))]
    data = merge(layer.data for layer in layered.layers)
    name = data.get("name")
    service, found = validate(Service, data, origin, _STAND_IN)
    problems += found
    if service is None:
        return Outcome(None, name if isinstance(name, str) else None, problems)
    service = finish(service)
    for check in (meaning(service, origin), credentials(service, data, origin), images(service, environment.registries, origin)):
        problems += check
    service = with_config(service, layered.spec.folder, root, origin, problems)
    params = _params(layered, service, origin, problems)
    facts = _in_namespace(service, environment, origin, problems)
    return Outcome(Member(facts, service, origin), service.name, problems, params)


def _params(layered: Layered, service: Service, origin: Origin, problems: list[Problem]) -> Mapping[str, Any]:
    """The values of the blueprint's own parameters."""
    if layered.blueprint is None or not (layered.blueprint.params or service.params):
        return {}
    values, found = check_params(layered.blueprint, service.params, origin)
    problems += found
    return values


def _exclusive(layer: Layer) -> Iterator[Problem]:
    """A layer that chooses two fields that exclude each other."""
    for group in EXCLUSIVE:
        chosen = [field for field in group if layer.data.get(field) not in (None, False)]
        for other in chosen[1:]:
            place: Place = layer.place
            message = f"'{chosen[0]}' and '{other}' exclude each other"
            yield place.origin.problem((*place.path, other), message, "exclusive", key=True)


def _in_namespace(service: Service, environment: Environment, origin: Origin, problems: list[Problem]) -> Environment:
    """The facts with the namespace that this service lives in."""
    namespace = environment.namespace or Namespace.model_construct(name="{service}")
    values: Mapping[str, str | None] = {"system": service.system, "service": service.name, "environment": environment.name}
    if "{system}" in namespace.name and service.system is None:
        message = f"'system' is missing; the namespace of environment '{environment.name}' is made from it"
        problems.append(origin.problem((), message, "missing-fact", hint="system: shop"))
    name = namespace.name
    for key, value in values.items():
        name = name.replace(f"{{{key}}}", value or "unknown")
    if name in REFUSED:
        hint = "state a namespace for the environment in kgen.yaml"
        problems.append(
            origin.problem(("name",), f"no service may live in the namespace '{name}'", "default-namespace", hint=hint)
        )
    elif len(name) > 63:
        message = f"the namespace '{name}' has {len(name)} characters; at most 63 are allowed"
        problems.append(origin.problem(("system",), message, "name"))
    return environment.model_copy(update={"namespace": namespace.model_copy(update={"name": name})})
