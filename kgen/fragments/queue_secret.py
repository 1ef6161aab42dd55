"""Which key of which secret opens a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.workload import Queue

_PARAMETERS = {"kafka": "password", "rabbitmq": "host", "redis": "password", "servicebus": "connection"}
"""What the scaler calls what opens the queue (https://keda.sh/docs/latest/scalers/)."""


def queue_secret(queue: Queue) -> dict[str, str | None]:
    """One entry of a TriggerAuthentication."""
    return {"parameter": _PARAMETERS[queue.kind], "name": queue.secret, "key": queue.key}
