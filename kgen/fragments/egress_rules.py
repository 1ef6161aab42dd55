"""Whom pods may reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgen.fragments._peers import addresses, pods, rule, with_tunnel

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall
    from kgen.model.environment import Dns
    from kgen.model.facts_mesh import Mesh

_EVERYWHERE = (
    # Private (RFC 1918), shared (RFC 6598) and link-local (RFC 3927), where clouds keep their metadata service.
    ("0.0.0.0/0", ("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")),
    # Unique local (RFC 4193) and link-local (RFC 4291).
    ("::/0", ("fc00::/7", "fe80::/10")),
)
"""All public addresses: each range, and what in it is not public."""


def egress_rules(dns: Dns, calls: Iterable[ResolvedCall], mesh: Mesh | None = None) -> list[dict[str, Any]]:
    """One rule for name resolution, then one for each call, in their order; calls that reach the same are one rule.

    Raises ValueError for a call without pods and addresses, or without ports.
    """
    resolvers = [pods(dns.namespace, dns.pods), *addresses(dns.addresses)]
    rules = [{"ports": [{"port": dns.port, "protocol": protocol} for protocol in ("UDP", "TCP")], "to": resolvers}]
    for call in calls:
        if call.host:  # a network policy knows addresses only; `host_rules` speaks of names
            continue
        found = rule(call.name, "to", _peers(call), with_tunnel(call, mesh))
        if found not in rules:
            rules.append(found)
    return rules


def _peers(call: ResolvedCall) -> list[dict[str, Any]]:
    peers = addresses(call.cidr)
    if call.namespace:
        peers.insert(0, pods(call.namespace, call.pods))
    if call.open:
        peers += [{"ipBlock": {"cidr": cidr, "except": list(private)}} for cidr, private in _EVERYWHERE]
    return peers
