"""What follows from a valid spec: values that were left to others are filled in, so that templates find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kgen.model.container import Port
from kgen.model.service import Service

Protocol = Literal["http", "grpc", "tcp", "udp"]
_PROTOCOLS: tuple[Protocol, ...] = ("http", "grpc", "udp")


def finish(service: Service) -> Service:
    """The service with the number of copies that its choice of scaling means, and with complete ports."""
    update: dict[str, object] = {}
    if service.autoscale:
        update["replicas"] = None
    elif service.singleton:
        update["replicas"] = 1
    if service.ports:
        update["ports"] = {name: _port(port) for name, port in service.ports.items()}
    if any(sidecar.ports for sidecar in service.sidecars.values()):
        update["sidecars"] = {
            name: sidecar.model_copy(update={"ports": {key: _port(port) for key, port in sidecar.ports.items()}})
            for name, sidecar in service.sidecars.items()
        }
    return service.model_copy(update=update) if update else service


def _port(port: Port) -> Port:
    spoken: Iterator[Protocol] = (p for p in _PROTOCOLS if port.name == p or port.name.startswith(f"{p}-"))
    protocol = port.protocol or next(spoken, "tcp")
    return Port.model_construct(name=port.name, port=port.port, published=port.published or port.port, protocol=protocol)
