"""Which fields of a spec its blueprint refuses or requires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgen.problems import Problem

if TYPE_CHECKING:
    from kgen.layer.stage import Layered


def fitting(layered: Layered, data: dict[str, Any]) -> Iterator[Problem]:
    """A problem for each field that the blueprint refuses, which is left out of the data, so that nothing follows; and for each
    that it requires and nobody gives.
    """
    blueprint = layered.blueprint
    if blueprint is None:
        return
    for field in sorted(blueprint.refuses.keys() & _written(layered)) if blueprint.refuses else ():
        data.pop(field, None)
        message = f"'{field}' means nothing to a service of blueprint '{blueprint.name}'"
        yield layered.origin.problem((field,), message, "refused-field", hint=blueprint.refuses[field], key=True)
    for field, example in blueprint.requires.items():
        if data.get(field) is None:
            message = f"a service of blueprint '{blueprint.name}' needs '{field}'"
            yield layered.origin.problem(("blueprint",), message, "missing-field", hint=example)


def _written(layered: Layered) -> set[str]:
    """The fields that the spec itself gives; what a project gives to all its services is nobody's mistake here."""
    layers = (layered.spec.values, layered.spec.environments.get(layered.environment.name))
    return {field for layer in layers if layer for field, value in layer.data.items() if value is not None}
