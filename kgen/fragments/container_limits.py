"""What one container of a namespace may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from kgen.verify.quantities import parse

_GI = 1024**3
_LARGEST = {"cpu": (4, 1, ""), "ephemeral-storage": (4, _GI, "Gi"), "memory": (8, _GI, "Gi")}
"""The most a container may have, in which unit; more where a service of the namespace needs more."""


def container_limits(largest: Mapping[str, str]) -> dict[str, Any]:
    """The one item of a LimitRange: bounds for containers, and what those get that state nothing.

    `largest` are the largest limits of one container in the namespace, as quantities by resource. CPU is not in it where a
    service has no CPU limit by intent: the LimitRange would give it one.
    """
    bounds = {name: _bound(name, largest[name]) for name in _LARGEST if name in largest}
    limit = {"cpu": "500m", "ephemeral-storage": "256Mi", "memory": "256Mi"}
    return {
        "default": {name: amount for name, amount in limit.items() if name in bounds},
        "defaultRequest": {"cpu": "100m", "ephemeral-storage": "64Mi", "memory": "256Mi"},
        "max": bounds,
        "min": {"cpu": "1m", "memory": "4Mi"},
        "type": "Container",
    }


def _bound(name: str, needed: str) -> str:
    count, unit, suffix = _LARGEST[name]
    return f"{max(count, ceil(parse(needed) / unit))}{suffix}"
