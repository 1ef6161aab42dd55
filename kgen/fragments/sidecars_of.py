"""The containers that run beside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import Container
    from kgen.model.environment import Environment
    from kgen.model.service import Service

_SINCE = "1.29"
"""The first Kubernetes that starts them before, and ends them after the program
(https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/)."""


def sidecars_of(service: Service, environment: Environment) -> list[Container]:
    """In the order of their names.

    Raises ValueError for one whose name the program or an init container has, and where the cluster is too old for them.
    """
    found = [service.sidecars[name] for name in sorted(service.sidecars)]
    if found and environment.kubernetes < _SINCE:
        raise ValueError(
            f"'sidecars' need Kubernetes {_SINCE}, but the environment has {environment.kubernetes}; make it a service"
        )
    for container in found:
        if container.name == service.name or container.name in service.init:
            raise ValueError(f"two containers of the pod bear the name '{container.name}'; give one of them another")
    return found
