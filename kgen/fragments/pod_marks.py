"""Labels of pods by which others treat them, besides those that say who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.service import Service

_JOINING = {
    "istio-sidecar": {"sidecar.istio.io/inject": "true"},
    "istio-ambient": {"istio.io/dataplane-mode": "ambient"},
    "linkerd": {},
}


def pod_marks(service: Service, environment: Environment) -> dict[str, str] | None:
    """Those of the mesh, with which a pod is in it whatever its namespace says, and those of what it handles; None for none."""
    mesh, identity = environment.mesh, environment.workload_identity if service.identity else None
    if mesh is None and identity is None and not service.sensitive and not service.data:
        return None
    marks = {f"kgen.dev/data.{each}": "true" for each in service.data}
    if service.sensitive:
        marks["kgen.dev/sensitive"] = "true"
    if identity and identity.kind == "azure":
        marks["azure.workload.identity/use"] = "true"
    if mesh:
        marks |= _JOINING[mesh.kind]
        if mesh.revision and mesh.kind != "linkerd":
            marks["istio.io/rev"] = mesh.revision
    return marks
