"""Both directions of a network policy: who, and at which ports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.link.graph import PortRef, ResolvedCall, ResolvedCaller
    from kgen.model.facts_mesh import Mesh

NAMESPACE = "kubernetes.io/metadata.name"
"""The label that every namespace bears with its own name (https://kubernetes.io/docs/reference/labels-annotations-taints/)."""


def pods(namespace: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The pods with these labels of a namespace; without labels, all of them."""
    return {
        "namespaceSelector": {"matchLabels": {NAMESPACE: namespace}},
        "podSelector": {"matchLabels": dict(labels)} if labels else {},
    }


TUNNELS = {"istio-ambient": 15008, "linkerd": 4143}
"""The port at which a mesh delivers, whichever port was asked for; Istio's sidecars keep to that one.

https://istio.io/latest/docs/ambient/usage/networkpolicy/ and https://linkerd.io/2/common-errors/network-policy/
"""


def is_meshed(peer: ResolvedCall | ResolvedCaller, mesh: Mesh) -> bool:
    """Whether a peer is in the mesh: a service of this project, or of a namespace that the environment says is."""
    return peer.account is not None or peer.namespace in mesh.namespaces


def with_tunnel(peer: ResolvedCall | ResolvedCaller, mesh: Mesh | None) -> Sequence[PortRef]:
    """The ports of a peer, and the one at which its mesh delivers what comes by TCP."""
    if mesh is None or mesh.kind not in TUNNELS or not is_meshed(peer, mesh):
        return peer.ports
    tunnel = peer.ports[0]._replace(port=TUNNELS[mesh.kind], protocol="TCP")
    return [*peer.ports, tunnel] if any(port.protocol == "TCP" for port in peer.ports) else peer.ports


def addresses(ranges: Iterable[str]) -> list[dict[str, Any]]:
    """Address ranges."""
    return [{"ipBlock": {"cidr": cidr}} for cidr in ranges]


def rule(name: str, direction: str, peers: list[dict[str, Any]], ports: Iterable[PortRef]) -> dict[str, Any]:
    """Lets these peers through at these ports.

    Raises ValueError if there are no peers or no ports: for the API that would mean everybody, or all ports.
    """
    numbers = dict.fromkeys((port.port, port.protocol) for port in ports)
    if not peers:
        raise ValueError(f"'{name}' has neither a namespace nor address ranges, so no rule can be written for it")
    if not numbers:
        raise ValueError(f"'{name}' has no ports, so no rule can be written for it")
    return {direction: peers, "ports": [{"port": port, "protocol": protocol} for port, protocol in numbers]}
