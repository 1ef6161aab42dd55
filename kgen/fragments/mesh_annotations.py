"""What a pod says to a service mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgen.fragments._mesh import AMOUNTS

if TYPE_CHECKING:
    from kgen.model.facts_mesh import Mesh

_ANNOTATIONS = {
    # The proxy starts before all others and ends after them, so that runs come to their end.
    "istio-sidecar": {"sidecar.istio.io/nativeSidecar": "true"},
    "istio-ambient": {},
    "linkerd": {
        "config.beta.linkerd.io/proxy-enable-native-sidecar": "true",
        "config.linkerd.io/default-inbound-policy": "deny",
        "linkerd.io/inject": "enabled",
    },
}


def mesh_annotations(mesh: Mesh | None) -> dict[str, str] | None:
    """The annotations by which its pods are taken in, and how; the quota of the namespace reckons with what the proxy may use."""
    if mesh is None:
        return None
    cpu, memory = mesh.proxy_cpu, mesh.proxy_memory
    amounts = zip(AMOUNTS[mesh.kind], (cpu.request, cpu.limit, memory.request, memory.limit), strict=False)
    return {**_ANNOTATIONS[mesh.kind], **dict(amounts)}
