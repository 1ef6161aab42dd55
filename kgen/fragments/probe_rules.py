"""How the node's questions come to a pod that is in a mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments._peers import addresses

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.service import Service

_ASKING = {"IPv4": "169.254.7.127/32", "IPv6": "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128"}
"""Whence they come in Istio's ambient mode (https://istio.io/latest/docs/ambient/usage/networkpolicy/)."""


def probe_rules(service: Service, environment: Environment) -> list[dict[str, Any]] | None:
    """A rule for all ports that may be asked, where the mesh changes whence the question comes; else None."""
    if environment.mesh is None or environment.mesh.kind != "istio-ambient":
        return None
    ports = [*service.ports.values(), *(port for sidecar in service.sidecars.values() for port in sidecar.ports.values())]
    numbers = sorted({port.port for port in ports if port.protocol != "udp"})
    if not numbers:
        return None
    families = environment.ip_families or ["IPv4"]
    return [
        {
            "from": addresses(_ASKING[family] for family in families),
            "ports": [{"port": number, "protocol": "TCP"} for number in numbers],
        }
    ]
