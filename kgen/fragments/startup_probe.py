"""How long a container may take to start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgen.fragments._probes import asks, connects, http, speaks, timing

if TYPE_CHECKING:
    from kgen.model.container import Health, Port

_EVERY = 5
"""Seconds between questions, unless the spec says otherwise."""

_PATIENCE = 300
"""Seconds a program may take to start where the spec says nothing of its health."""


def startup_probe(health: Health | None, ports: Mapping[str, Port]) -> dict[str, Any] | None:
    """Holds the other probes back until the program answered once, or the container is restarted after `health.patience`.

    It asks what the spec declares for it, else the path of `health`, else what the live probe asks. None without a live probe:
    then nothing has to be held back.
    """
    if health is None:
        question = connects(ports)
        return question and {**question, "failureThreshold": _PATIENCE // _EVERY, "periodSeconds": _EVERY}
    every = health.startup.every or _EVERY if health.startup else _EVERY
    patience = {"failureThreshold": -(-health.patience // every), "periodSeconds": every}
    if health.startup:
        return {**asks(health.startup, ports), **patience, **timing(health.startup)}
    if health.path:
        return {**http(health.path, None, ports, {}), **patience}
    if not health.live:
        question = speaks(health, ports)
        return question and {**question, **patience}
    timeout = {"timeoutSeconds": health.live.timeout} if health.live.timeout else {}
    return {**asks(health.live, ports), **patience, **timeout}
