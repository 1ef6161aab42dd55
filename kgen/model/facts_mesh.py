"""The service mesh of an environment."""

from __future__ import annotations

from typing import Literal

from kgen.model.base import Model
from kgen.model.container import BytesRange, CpuRange
from kgen.model.types import Name, ObjectName


class Mesh(Model):
    """The service mesh: all services are in it, talk encrypted, and are let in by who they are. It needs its CNI plugin."""

    kind: Literal["istio-ambient", "istio-sidecar", "linkerd"]
    """Which one, and how it gets hold of the traffic."""
    namespace: Name | None = None
    """The namespace of its control plane; `istio-system` or `linkerd` unless given."""
    trust_domain: ObjectName = "cluster.local"
    """The first part of every identity."""
    revision: Name | None = None
    """The revision of Istio's control plane that takes care of these services; its default one unless given."""
    proxy_cpu: CpuRange = CpuRange.model_construct(request="100m", limit="2")
    """CPU of the proxy in each pod (not in ambient mode)."""
    proxy_memory: BytesRange = BytesRange.model_construct(request="128Mi", limit="1Gi")
    """Memory of the proxy in each pod (not in ambient mode)."""
    namespaces: list[Name] = []
    """Other namespaces whose pods are in the mesh too: of gateways, of monitoring, of neighbours."""
