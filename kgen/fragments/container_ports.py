"""The ports of a container."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.model.container import Port


def container_ports(ports: Mapping[str, Port]) -> list[dict[str, Any]] | None:
    """The ports by name; None if there are none. The protocol is always written, as it is part of what identifies a port."""
    return [
        {"containerPort": port.port, "name": name, "protocol": "UDP" if port.protocol == "udp" else "TCP"}
        for name, port in sorted(ports.items())
    ] or None
