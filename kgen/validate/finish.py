"""What follows from a valid spec: values that were left to others are filled in, so that templates find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kgen.model.container import Container, Health, Port, Probe
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
    if service.health:
        update["health"] = _health(service.health)
    if service.sidecars:
        update["sidecars"] = {name: _sidecar(sidecar) for name, sidecar in service.sidecars.items()}
    return service.model_copy(update=update) if update else service


def _sidecar(sidecar: Container) -> Container:
    ports = {name: _port(port) for name, port in sidecar.ports.items()}
    return sidecar.model_copy(update={"ports": ports, "health": sidecar.health and _health(sidecar.health)})


def _health(health: Health) -> Health:
    """Health whose probes know what is said for both of them."""
    if not health.grpc and health.delay is None and health.every is None:
        return health
    live, ready = health.live or Probe.model_construct(), health.ready or Probe.model_construct(path=health.path)
    return health.model_copy(update={"live": _probe(live, health), "ready": _probe(ready, health)})


def _probe(probe: Probe, health: Health) -> Probe:
    timing = {field: getattr(health, field) for field in ("delay", "every") if getattr(probe, field) is None}
    asked = probe.grpc or (health.grpc and not probe.path and not probe.command)
    return probe.model_copy(update={**timing, "grpc": asked})


def _port(port: Port) -> Port:
    spoken: Iterator[Protocol] = (p for p in _PROTOCOLS if port.name == p or port.name.startswith(f"{p}-"))
    protocol = port.protocol or next(spoken, "tcp")
    return Port.model_construct(name=port.name, port=port.port, published=port.published or port.port, protocol=protocol)
