"""Fields that mean something, but not to services of this blueprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgen.problems import Problem

if TYPE_CHECKING:
    from kgen.layer.stage import Layered


def refused(layered: Layered, data: dict[str, Any]) -> Iterator[Problem]:
    """A problem for each field of the spec that its blueprint refuses, which is left out of the data, so that nothing follows.

    What a project gives to all its services is left alone.
    """
    blueprint = layered.blueprint
    if blueprint is None or not blueprint.refuses:
        return
    layers = (layered.spec.values, layered.spec.environments.get(layered.environment.name))
    written = {field for layer in layers if layer for field, value in layer.data.items() if value is not None}
    for field in sorted(written & blueprint.refuses.keys()):
        data.pop(field, None)
        message = f"'{field}' means nothing to a service of blueprint '{blueprint.name}'"
        yield layered.origin.problem((field,), message, "refused-field", hint=blueprint.refuses[field], key=True)
