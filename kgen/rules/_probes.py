"""What probes ask, and when a container needs none."""

from __future__ import annotations

from kgen.rules._pods import maps
from kgen.rules._subject import Subject

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
NETWORK = ("httpGet", "tcpSocket", "grpc")
"""The handlers that ask a port."""


UNASKED = (
    "object.kind in ['Job', 'CronJob'] || !has(container.ports) || "
    "container.ports.all(port, has(port.protocol) && port.protocol in ['UDP', 'SCTP'])"
)
"""Where `unasked` gives a reason, as CEL."""


def unasked(container: Subject) -> str:
    """Why a container without probes is right as it is; empty if it should have them."""
    if container.kind in ("Job", "CronJob"):
        return "a Job runs to its end"
    ports = list(maps(container.value, "ports"))
    if not ports:
        return "it listens on no port"
    return "it listens on no TCP port" if all(port.get("protocol") in ("UDP", "SCTP") for port in ports) else ""
