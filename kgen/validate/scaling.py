"""How many copies run, and what decides it."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.model.service import Service
from kgen.model.workload import Queue
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import nearest, shortened

_NEEDS = {
    "rabbitmq": ("secret", "key"),
    "kafka": ("call", "group"),
    "redis": ("call",),
    "sqs": ("region",),
    "servicebus": ("secret", "key"),
}
"""What each kind of queue cannot be asked without."""

_WHY = {
    "call": "the call under 'calls' that leads to it",
    "group": "the consumer group",
    "key": "the key in the secret that holds what opens it",
    "region": "the cloud region",
    "secret": "the secret under 'secrets' with what opens it",
}


def scaling(service: Service, origin: Origin) -> Iterator[Problem]:
    """Bounds that leave nothing to scale, and queues that cannot be asked."""
    scale = service.autoscale
    if scale is None:
        return
    if scale.max <= scale.min:
        yield origin.problem(("autoscale", "max"), f"'max' must be more than 'min', which is {scale.min}", "out-of-range")
    if scale.min == 0 and not scale.queue:
        message = "'min' must be 1 or more: without a copy nobody sees that there is work, unless there is a 'queue'"
        yield origin.problem(("autoscale", "min"), message, "out-of-range")
    if scale.queue:
        yield from _queue(service, scale.queue, origin)


def _queue(service: Service, queue: Queue, origin: Origin) -> Iterator[Problem]:
    path: Path = ("autoscale", "queue")
    needed = [name for name in _NEEDS.get(queue.kind, ()) if getattr(queue, name) is None]
    for name in needed:
        yield origin.problem(path, f"a queue of kind '{queue.kind}' needs '{name}': {_WHY[name]}", "missing-field", key=True)
    if queue.secret and queue.key is None and "key" not in needed:
        yield origin.problem(path, f"'secret' needs 'key': {_WHY['key']}", "missing-field", key=True)
    for name, there in (("call", service.calls), ("secret", service.secrets)):
        given = getattr(queue, name)
        if given and given not in there:
            hint = nearest(given, there) or (f"one of: {', '.join(sorted(there))}" if there else f"there are no {name}s")
            yield origin.problem((*path, name), f"there is no {name} '{shortened(given)}'", "unknown-reference", hint=hint)
