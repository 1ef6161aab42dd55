"""Where Prometheus asks for figures instead of at the program's port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments._mesh import AGENT

if TYPE_CHECKING:
    from kgen.model.facts_mesh import Mesh


def agent_relabelings(mesh: Mesh | None) -> list[dict[str, Any]] | None:
    """At Istio's agent, which asks the program in the pod: its own port takes no plain text. `action` is the API's default."""
    if mesh is None or mesh.kind != "istio-sidecar":
        return None
    return [
        {
            "action": "replace",
            "regex": "(.+):[0-9]+",
            "replacement": f"$1:{AGENT}",
            "sourceLabels": ["__address__"],
            "targetLabel": "__address__",
        }
    ]
