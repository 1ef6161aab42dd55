"""When a container gets traffic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgen.fragments._probes import asking, asks, connects, http, speaks

if TYPE_CHECKING:
    from kgen.model.container import Health, Port


def ready_probe(health: Health | None, ports: Mapping[str, Port]) -> dict[str, Any] | None:
    """The declared probe, else what `health` says, else whether the first TCP port accepts connections; None without any."""
    if health is None:
        return connects(ports)
    if health.ready:
        question: dict[str, Any] | None = asks(health.ready, ports)
    else:
        question = http(health.path, None, ports, {}) if health.path else speaks(health, ports)
    return asking(question, health.ready, health)
