"""Whom pods may reach by name, as Calico Enterprise and Calico Cloud are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall


def calico_egress(calls: Iterable[ResolvedCall]) -> list[dict[str, Any]]:
    """One rule for each such call, in their order (https://docs.tigera.io/calico-cloud/network-policy/domain-based-policy)."""
    return [
        {
            "action": "Allow",
            "destination": {"domains": [call.host], "ports": [port.port]},
            "protocol": port.protocol,
        }
        for call in calls
        if call.host
        for port in call.ports
    ]
