"""The labels by which a workload finds its pods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.service import Service


def selector(service: Service) -> Mapping[str, str]:
    """The service's own `selector`, which takes over running pods, else name and instance; the API never lets it change."""
    return service.selector or {"app.kubernetes.io/instance": service.name, "app.kubernetes.io/name": service.name}
