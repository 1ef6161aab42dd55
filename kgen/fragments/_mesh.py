"""Who is who in a service mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgen.link.graph import ResolvedCaller
    from kgen.model.facts_mesh import Mesh

AGENT = 15020
"""Where Istio's agent, beside the sidecar, tells all figures of a pod in plain text: no policy of the mesh applies
(https://istio.io/latest/docs/ops/integrations/prometheus/)."""

CONTROL = {"istio-ambient": "istio-system", "istio-sidecar": "istio-system", "linkerd": "linkerd"}
"""The usual namespaces of control planes."""


def guarded(callers: Iterable[ResolvedCaller]) -> list[tuple[ResolvedCaller, list[int]]]:
    """The callers that a mesh has to let in, each with its ports: a mesh sees TCP only."""
    found = ((caller, sorted({port.port for port in caller.ports if port.protocol == "TCP"} - {AGENT})) for caller in callers)
    return [(caller, ports) for caller, ports in found if ports]


def istio_source(caller: ResolvedCaller, mesh: Mesh) -> dict[str, list[str]]:
    """A caller as Istio knows it: its account, or else its namespace."""
    if caller.account is None:
        return {"namespaces": [caller.namespace or ""]}
    return {"principals": [f"{mesh.trust_domain}/ns/{caller.namespace}/sa/{caller.account}"]}


def linkerd_identity(caller: ResolvedCaller, mesh: Mesh) -> str:
    """A caller as Linkerd knows it: its account, or else any of its namespace."""
    control = mesh.namespace or CONTROL[mesh.kind]
    return f"{caller.account or '*'}.{caller.namespace}.serviceaccount.identity.{control}.{mesh.trust_domain}"
