"""Both directions of a network policy: who, and at which ports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.link.graph import PortRef

NAMESPACE = "kubernetes.io/metadata.name"
"""The label that every namespace bears with its own name (https://kubernetes.io/docs/reference/labels-annotations-taints/)."""


def pods(namespace: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The pods with these labels of a namespace; without labels, all of them."""
    return {
        "namespaceSelector": {"matchLabels": {NAMESPACE: namespace}},
        "podSelector": {"matchLabels": dict(labels)} if labels else {},
    }


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
