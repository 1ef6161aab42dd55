"""Who may reach pods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgen.fragments._peers import addresses, pods, rule, with_tunnel

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCaller
    from kgen.model.facts_mesh import Mesh


def ingress_rules(name: str, namespace: str, callers: Iterable[ResolvedCaller], mesh: Mesh | None = None) -> list[dict[str, Any]]:
    """One rule for each caller, in their order; a service that nobody calls gets one for its own pods.

    That changes nothing, as their egress is closed; Polaris (`missingNetworkPolicy`) takes an empty list for a missing policy.
    Raises ValueError for a caller without pods and addresses, or without ports.
    """
    rules: list[dict[str, Any]] = []
    for caller in callers:
        found = rule(caller.name, "from", _peers(caller), with_tunnel(caller, mesh))
        if found not in rules:
            rules.append(found)
    return rules or [{"from": [pods(namespace, {"app.kubernetes.io/name": name})]}]


def _peers(caller: ResolvedCaller) -> list[dict[str, Any]]:
    """Its pods and addresses; of a gateway outside the cluster, which states addresses and no pods, only those."""
    peers = addresses(caller.cidr)
    if caller.namespace and (caller.pods or not peers):
        peers.insert(0, pods(caller.namespace, caller.pods))
    return peers
