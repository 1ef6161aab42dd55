"""When a container is restarted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgen.fragments._probes import asking, asks, connects, speaks

if TYPE_CHECKING:
    from kgen.model.container import Health, Port


def live_probe(health: Health | None, ports: Mapping[str, Port]) -> dict[str, Any] | None:
    """The declared probe, else gRPC if `health` says so, else whether the first TCP port accepts connections; None without any.

    A path that is declared for the whole of `health` is not asked: whoever answers it may ask others, and their failure is no
    reason for a restart (https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/).
    """
    if health is None:
        return connects(ports)
    return asking(asks(health.live, ports) if health.live else speaks(health, ports), health.live, health)
