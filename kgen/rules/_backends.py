"""Whether the Services that routes send to are there."""

from __future__ import annotations

from typing import Any

from kgen.findings import shown
from kgen.rules._pods import Manifest, child, maps
from kgen.rules._subject import ManifestSet, namespace_of


def missing(route: Manifest, name: Any, port: Any, manifests: ManifestSet) -> str:
    """What is wrong with a backend of a route, by the Service's name and the port's name or number; empty if nothing is."""
    found = manifests.named("Service", namespace_of(route), name)
    if found is None:
        return f"names Service {shown(name)}, which is not there; it must name one"
    known = [port.get(key) for port in maps(child(found, "spec"), "ports") for key in ("name", "port")]
    return (
        ""
        if port is not None and port in known
        else f"names port {shown(port)}, which Service {shown(name)} has not; it must name one of its ports"
    )
