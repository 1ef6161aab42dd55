"""The nodes that a service runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.facts_nodes import NodePool
    from kgen.model.service import Service


def pool_name(service: Service, environment: Environment) -> str | None:
    """The pool that the service names, else that of sensitive services if it is one, else None."""
    if service.node_pool:
        return service.node_pool
    return environment.sensitive.node_pool if service.sensitive and environment.sensitive else None


def pool_of(service: Service, environment: Environment) -> NodePool | None:
    """The pool of the environment with that name."""
    name = pool_name(service, environment)
    return environment.node_pools.get(name) if name else None
