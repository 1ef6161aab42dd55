"""The ports of a service as Linkerd guards them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgen.fragments._mesh import guarded, linkerd_identity

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCaller
    from kgen.model.facts_mesh import Mesh
    from kgen.model.service import Service

_PROTOCOLS = {"grpc": "gRPC", "http": "unknown", "tcp": "opaque"}
"""What Linkerd expects: it finds out the version of HTTP itself; with others it would wait for the client to begin."""


def linkerd_servers(service: Service, callers: Iterable[ResolvedCaller], mesh: Mesh | None) -> list[dict[str, Any]]:
    """One for each port, in the order of their names, with the identities of its callers; none in another mesh or without one."""
    if mesh is None or mesh.kind != "linkerd":
        return []
    known, asked = guarded(callers), _asked(service)
    return [
        {
            "name": f"{service.name}-{name}",
            "port": port.port,
            "protocol": _PROTOCOLS["http" if name in asked and port.protocol == "tcp" else port.protocol or "tcp"],
            "identities": sorted({linkerd_identity(caller, mesh) for caller, ports in known if port.port in ports}),
        }
        for name, port in sorted(service.ports.items())
        if port.protocol != "udp"
    ]


def _asked(service: Service) -> set[str]:
    """The ports that speak HTTP whatever their names are: they tell figures, or say by a path how the program is."""
    health = service.health
    probes = [probe for probe in (health.live, health.ready, health.startup) if probe and probe.path] if health else []
    figures = {service.metrics.port} if service.metrics else set()
    return figures | {probe.port for probe in probes if probe.port}
