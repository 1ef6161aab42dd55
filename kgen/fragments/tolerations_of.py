"""Which taints of nodes a pod may ignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgen.fragments._pools import pool_of

if TYPE_CHECKING:
    from kgen.model.environment import Environment
    from kgen.model.service import Service


def tolerations_of(service: Service, environment: Environment, every: bool = False) -> list[dict[str, str | None]]:
    """Those of its devices and of its node pool; with `every`, all there are."""
    if every:
        return [{"operator": "Exists", "key": None, "value": None, "effect": None}]
    found: list[dict[str, str | None]] = [
        {"operator": "Exists", "key": device, "value": None, "effect": None} for device in sorted(service.devices)
    ]
    pool = pool_of(service, environment)
    if pool and pool.taint:
        head, _, effect = pool.taint.rpartition(":")
        key, equals, value = head.partition("=")
        found.append(
            {"operator": "Equal" if equals else "Exists", "key": key, "value": value if equals else None, "effect": effect}
        )
    return found
