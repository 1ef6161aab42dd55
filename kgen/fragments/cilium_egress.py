"""Whom pods may reach by name, as Cilium is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall
    from kgen.model.environment import Dns

_NAMESPACE = "k8s:io.kubernetes.pod.namespace"


def cilium_egress(dns: Dns, calls: Iterable[ResolvedCall]) -> list[dict[str, Any]]:
    """One rule that lets Cilium read what the DNS server answers, to learn addresses from, then one for each such call.

    https://docs.cilium.io/en/stable/security/policy/language/#dns-based
    """
    resolver = {_NAMESPACE: dns.namespace, **{f"k8s:{key}": value for key, value in dns.pods.items()}}
    asking = {"ports": [{"port": str(dns.port), "protocol": "ANY"}], "rules": {"dns": [{"matchPattern": "*"}]}}
    return [
        {"toEndpoints": [{"matchLabels": resolver}], "toPorts": [asking]},
        *(_way(call, call.host) for call in calls if call.host),
    ]


def _way(call: ResolvedCall, host: str) -> dict[str, Any]:
    ports = [{"port": str(port.port), "protocol": port.protocol} for port in call.ports]
    return {"toFQDNs": [{"matchPattern" if "*" in host else "matchName": host}], "toPorts": [{"ports": ports}]}
