"""The containers that run to their end before the program starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import Container
    from kgen.model.service import Service


def init_of(service: Service) -> list[Container]:
    """In the order of their names, which is the order in which they run.

    Raises ValueError for one that bears the program's name (the service's), or that declares health, which the API refuses.
    """
    found = [service.init[name] for name in sorted(service.init)]
    for container in found:
        if container.name == service.name:
            raise ValueError(f"the container '{container.name}' bears the name of the program; give it another")
        if container.health:
            raise ValueError(
                f"the container '{container.name}' runs to its end and cannot be asked for its health; remove 'health' there"
            )
    return found
