"""The port that is reachable from outside the cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import Port
    from kgen.model.service import Service


def exposed_port(service: Service) -> Port:
    """The port that `expose` names, else the first that speaks HTTP or gRPC, else the first; ValueError if there is none."""
    ports = service.ports
    named = service.expose.port if service.expose else None
    if named:
        found = ports.get(named)
    else:
        found = next((port for port in ports.values() if port.protocol in ("http", "grpc")), next(iter(ports.values()), None))
    if found is None:
        raise ValueError(f"'expose' names no port that the service has; its ports are: {', '.join(sorted(ports)) or 'none'}")
    return found
