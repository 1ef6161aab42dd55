"""Which nodes a pod may run on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments._pools import pool_of

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.service import Service


def node_affinity(service: Service, environment: Environment) -> dict[str, Any] | None:
    """Those of the service's pool that run Linux; None where it has no pool, and a rule asks for Linux alone."""
    pool = pool_of(service, environment)
    if pool is None:
        return None
    labels = {"kubernetes.io/os": "linux", **pool.labels}
    wanted = [{"key": key, "operator": "In", "values": [labels[key]]} for key in sorted(labels)]
    return {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": wanted}]}}
