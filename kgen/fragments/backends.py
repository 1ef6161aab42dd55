"""The Services that share the traffic of an exposed service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.model.service import Service


def backends(service: Service, rollouts: str) -> list[dict[str, Any]]:
    """Name and weight of each: the service alone, or with its canary where the gateway gives that its part."""
    if service.canary is None or rollouts != "gateway":
        return [{"name": service.name, "weight": 1}]
    weight = service.canary.weight
    return [{"name": service.name, "weight": 100 - weight}, {"name": f"{service.name}-canary", "weight": weight}]
