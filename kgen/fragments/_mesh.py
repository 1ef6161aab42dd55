"""Who is who in a service mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgen.link.graph import ResolvedCaller
    from kgen.model.facts_mesh import Mesh

AGENT = 15020
"""Where Istio's agent, beside the sidecar, tells all figures of a pod in plain text: no policy of the mesh applies
(https://istio.io/latest/docs/ops/integrations/prometheus/)."""

CONTROL = {"istio-ambient": "istio-system", "istio-sidecar": "istio-system", "linkerd": "linkerd"}
"""The usual namespaces of control planes."""

AMOUNTS = {
    "istio-ambient": (),
    "istio-sidecar": (
        "sidecar.istio.io/proxyCPU",
        "sidecar.istio.io/proxyCPULimit",
        "sidecar.istio.io/proxyMemory",
        "sidecar.istio.io/proxyMemoryLimit",
    ),
    "linkerd": (
        "config.linkerd.io/proxy-cpu-request",
        "config.linkerd.io/proxy-cpu-limit",
        "config.linkerd.io/proxy-memory-request",
        "config.linkerd.io/proxy-memory-limit",
    ),
}
"""The annotations that say what the proxy in a pod may use: CPU, its limit, memory, its limit."""


def proxy(mesh: Mesh | None) -> dict[str, Any] | None:
    """The container that the mesh puts into each pod, as far as a quota is concerned; None where there is none.

    It states no disk, and gets what the namespace's LimitRange gives.
    """
    if mesh is None or not AMOUNTS[mesh.kind]:
        return None
    cpu, memory = mesh.proxy_cpu, mesh.proxy_memory
    requests = {"cpu": cpu.request, "memory": memory.request, "ephemeral-storage": "64Mi"}
    limits = {"cpu": cpu.limit, "memory": memory.limit, "ephemeral-storage": "256Mi"}
    return {"restartPolicy": "Always", "resources": {"requests": requests, "limits": limits}}


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
