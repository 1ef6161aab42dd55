"""How the copies of a service are shared out between the old and the new version."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.service import Service


def reachable(copies: int) -> list[int]:
    """The weights, in whole per cent, that a number of copies can give."""
    return [round(100 * part / copies) for part in range(1, copies)]


def split(service: Service, rollouts: str) -> tuple[int | None, int]:
    """Copies of the old version (None where an autoscaler decides) and of the new one.

    Where the number of copies gives the weight, both together are what the spec says; where the gateway does, the old version
    keeps all of its own, because everything may have to go back to it.
    """
    weight = service.canary.weight if service.canary else 0
    if rollouts == "gateway" or service.replicas is None:
        fewest = service.replicas if service.replicas is not None else service.autoscale.min if service.autoscale else 1
        return service.replicas, max(1, ceil(fewest * weight / 100))
    new = round(service.replicas * weight / 100)
    return service.replicas - new, new
