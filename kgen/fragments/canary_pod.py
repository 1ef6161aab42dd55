"""The pod of a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.model.service import Service

INSTANCE = "app.kubernetes.io/instance"


def canary_pod(pod: dict[str, Any], service: Service) -> dict[str, Any]:
    """The service's pod with the new image, as an instance of its own."""
    assert service.canary
    first, *others = pod["spec"]["containers"]
    labels = {**pod["metadata"]["labels"], INSTANCE: f"{service.name}-canary"}
    spec = {**pod["spec"], "containers": [{**first, "image": service.canary.image}, *others]}
    return {**pod, "metadata": {**pod["metadata"], "labels": labels}, "spec": spec}
