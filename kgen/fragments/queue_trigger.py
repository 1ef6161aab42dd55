"""What an autoscaler asks a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall
    from kgen.model.workload import Queue

Metadata = dict[str, str | None]

_TRIGGERS: dict[str, tuple[str, Callable[[Queue, str | None], Metadata]]] = {
    "rabbitmq": ("rabbitmq", lambda queue, _: {"queueName": queue.name, "mode": "QueueLength", "value": str(queue.length)}),
    "kafka": (
        "kafka",
        lambda queue, address: {
            "bootstrapServers": address,
            "consumerGroup": queue.group,
            "topic": queue.name,
            "lagThreshold": str(queue.length),
        },
    ),
    "redis": (
        "redis",
        lambda queue, address: {"address": address, "listName": queue.name, "listLength": str(queue.length)},
    ),
    "sqs": (
        "aws-sqs-queue",
        lambda queue, _: {"queueURL": queue.name, "queueLength": str(queue.length), "awsRegion": queue.region},
    ),
    "pubsub": (
        "gcp-pubsub",
        lambda queue, _: {"subscriptionName": queue.name, "mode": "SubscriptionSize", "value": str(queue.length)},
    ),
    "servicebus": ("azure-servicebus", lambda queue, _: {"queueName": queue.name, "messageCount": str(queue.length)}),
}
"""The scaler of each kind of queue, and what it wants to know (https://keda.sh/docs/latest/scalers/)."""


def queue_trigger(service: str, queue: Queue, calls: Iterable[ResolvedCall]) -> dict[str, Any]:
    """One trigger of a ScaledObject. The address is that of the call which leads to the queue."""
    address = next((call.address for call in calls if call.name == queue.call), None)
    kind, metadata = _TRIGGERS[queue.kind]
    trigger: dict[str, Any] = {"type": kind, "metadata": {k: v for k, v in metadata(queue, address).items() if v is not None}}
    return {**trigger, "authenticationRef": {"name": service}} if queue.secret else trigger
