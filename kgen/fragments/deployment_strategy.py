"""How a Deployment replaces its pods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.service import Service

_ONE_NODE = ("ReadWriteOnce", "ReadWriteOncePod")
"""Access modes under which pods of different nodes cannot share a volume."""


def deployment_strategy(service: Service) -> str | None:
    """`Recreate`, so that the old pod goes before the new one comes: for a singleton, or a copy with a volume for one node.

    None leaves the choice to the rules. Raises ValueError where several copies would need a volume that only one node can use.
    """
    if service.singleton:
        return "Recreate"
    alone = next((volume.name for volume in service.volumes.values() if volume.size and volume.access in _ONE_NODE), None)
    if alone is None:
        return None
    if service.replicas is None or service.replicas > 1:
        raise ValueError(
            f"volume '{alone}' can be used by one node at a time, but several copies run; "
            "use 'blueprint: stateful' (a volume for each), 'singleton: true' or 'access: ReadWriteMany'"
        )
    return "Recreate"
