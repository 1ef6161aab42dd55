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
    """Those of the mesh, if there is one: with them a pod is in it whatever its namespace says."""
    mesh = environment.mesh
    if mesh is None:
        return None
    revision = {"istio.io/rev": mesh.revision} if mesh.revision and mesh.kind != "linkerd" else {}
    return {**_JOINING[mesh.kind], **revision}
