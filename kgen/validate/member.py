"""Layering and validation of one spec for one environment: from layers to a typed service, or to problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from kgen.expand.params import check_params
from kgen.layer.merge import merge
from kgen.layer.nulls import idle_nulls
from kgen.layer.origin import Place
from kgen.link.member import Member
from kgen.model.environment import Environment, Namespace
from kgen.model.service import EXCLUSIVE, Service
from kgen.problems import Origin, Path, Problem
from kgen.project.layers import Layer
from kgen.validate.config import with_config
from kgen.validate.consequences import Remaining, scopes
from kgen.validate.credentials import credentials
from kgen.validate.facts import REFUSED
from kgen.validate.fields import fitting
from kgen.validate.finish import finish
from kgen.validate.images import STAND_IN, images
from kgen.validate.meaning import meaning
from kgen.validate.observing import with_dashboard
from kgen.validate.validate import examine

if TYPE_CHECKING:
    from kgen.layer.stage import Layered

_STAND_IN = {"image": STAND_IN}

Spaces = dict[tuple[str, str], Environment]
"""The facts of each namespace, by environment and name."""

_LONGEST = 63
"""Characters of a namespace's name, which is a DNS label (RFC 1123)."""


class Outcome(NamedTuple):
    """A member, None where the spec cannot be read that far; its name if that much is known; its parameters and problems."""

    member: Member | None
    name: str | None
    problems: list[Problem]
    params: Mapping[str, Any] = {}


def member(layered: Layered, environment: Environment, root: FilePath | None, spaces: Spaces) -> Outcome:
    """The service of a spec in an environment; config files lie below `root`. Services of one namespace share its facts."""
    origin = layered.origin
    problems = [problem for layer in layered.layers for problem in (*layer.problems, *_exclusive(layer))]
    if not all(layer.readable for layer in layered.layers):
        return Outcome(None, None, problems)
    problems += idle_nulls(layered.layers)
    data = merge(layer.data for layer in layered.layers)
    problems += fitting(layered, data)
    name = data.get("name")
    service, found, bad = examine(Service, data, origin, _STAND_IN)
    left_out = scopes(bad)
    problems += found if ("blueprint",) in left_out else [*layered.problems, *found]
    if service is None:
        return Outcome(None, name if isinstance(name, str) else None, problems)
    service = finish(service)
    remaining = Remaining(origin, left_out)
    problems += remaining.own(partial(meaning, service))
    problems += [*credentials(service, data, origin), *images(service, environment.registries, origin)]
    service = with_config(service, layered.spec.folder, root, origin, problems)
    service = with_dashboard(service, layered.spec.folder, root, origin, problems)
    params = {} if ("params",) in left_out else _params(layered, service, origin, problems)
    facts = _in_namespace(service, environment, origin, left_out, problems, spaces)
    return Outcome(Member.of(service, facts, origin, left_out | remaining.troubled), service.name, problems, params)


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


def _in_namespace(
    service: Service,
    environment: Environment,
    origin: Origin,
    left_out: Collection[Path],
    problems: list[Problem],
    spaces: Spaces,
) -> Environment:
    """The facts with the namespace that this service lives in."""
    namespace = environment.namespace or Namespace.model_construct(name="{service}")
    values: Mapping[str, str | None] = {"system": service.system, "service": service.name, "environment": environment.name}
    if "{system}" in namespace.name and service.system is None and ("system",) not in left_out:
        message = "'system' is missing; kgen.yaml makes namespaces from it"
        problems.append(origin.problem((), message, "missing-field", hint="system: shop"))
    name = namespace.name
    for key, value in values.items():
        name = name.replace(f"{{{key}}}", value or "unknown")
    blamed = ("system",) if "{system}" in namespace.name and service.system else ("name",)
    if name in REFUSED:
        hint = f"the namespace is made from it ('{namespace.name}'); choose another one"
        message = f"no service may live in the namespace '{name}'"
        problems.append(origin.problem(blamed, message, "default-namespace", hint=hint))
    elif len(name) > _LONGEST:
        message = f"the namespace '{name}' has {len(name)} characters; at most {_LONGEST} are allowed"
        problems.append(origin.problem(blamed, message, "name"))
    place = (environment.name, name)
    if place not in spaces:
        level = namespace.levels.get(name, namespace.pod_security)
        own = namespace.model_copy(update={"name": name, "pod_security": level})
        spaces[place] = environment.model_copy(update={"namespace": own})
    return spaces[place]
