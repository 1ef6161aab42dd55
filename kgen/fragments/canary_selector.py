"""The labels by which the new version's workload finds its pods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.service import Service


def canary_selector(service: Service) -> dict[str, str]:
    """The name that both versions share, and the instance that only this one has."""
    return {"app.kubernetes.io/instance": f"{service.name}-canary", "app.kubernetes.io/name": service.name}
