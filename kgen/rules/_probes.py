"""What probes ask, and when a container needs none."""

from __future__ import annotations

from kgen.rules._subject import Subject

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
NETWORK = ("httpGet", "tcpSocket", "grpc")
"""The handlers that ask a port."""


def unasked(container: Subject) -> str:
    """Why a container without probes is right as it is; empty if it should have them."""
    if container.kind in ("Job", "CronJob"):
        return "a Job runs to its end"
    return "" if container.value.get("ports") else "it listens on no port"
