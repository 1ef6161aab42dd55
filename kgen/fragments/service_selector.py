"""The labels by which a Service finds its pods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.service import Service


def service_selector(service: Service) -> Mapping[str, str]:
    """The service's own `selector`, which the pods it takes over already bear, else the one label that all peers go by."""
    return service.selector or {"app.kubernetes.io/name": service.name}
