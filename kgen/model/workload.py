"""How a program runs: on a schedule, to its end, by the length of a queue, on what nodes and with what of them."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from kgen.model.base import SCALAR, Model, Named, scalar
from kgen.model.checks import error
from kgen.model.types import AbsolutePath, Name, ObjectName, Seconds, Text

_STEP = r"(\*|[0-9A-Za-z]{1,3}(-[0-9A-Za-z]{1,3})?)(/[0-9]{1,2})?"
_CRON = re.compile(rf"({_STEP}(,{_STEP})*)( +{_STEP}(,{_STEP})*){{4}}")
_NICKNAMES = ("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually")


def _cron(value: str) -> str:
    if value not in _NICKNAMES and not _CRON.fullmatch(value.replace("?", "*")):
        raise error("schedule", "'{v}' is not a schedule: five fields for minute, hour, day, month and weekday", v=value)
    return value


Cron = Annotated[Text, AfterValidator(_cron)]
"""When to run: minute, hour, day of the month, month, weekday (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax)."""


class Keep(Model):
    """How many runs of the past stay, for people to look at."""

    done: Annotated[int, Field(ge=0, le=100)] = 3
    """Runs that succeeded."""
    failed: Annotated[int, Field(ge=0, le=100)] = 1
    """Runs that failed."""


class Schedule(Model):
    """When a program runs: `0 3 * * *` is every day at three."""

    SHORTHAND = scalar("cron", {"type": "string"})
    cron: Cron
    """Minute, hour, day of the month, month, weekday; or @hourly, @daily, @weekly, @monthly."""
    time_zone: Text = "Etc/UTC"
    """The time zone of the schedule, such as Europe/Berlin."""
    overlap: Literal["forbid", "replace", "allow"] = "forbid"
    """What happens when it is time and the last run has not ended: skip this one, end the last one, or run both."""
    late: Annotated[Seconds, Field(ge=10, le=604800)] = 300
    """How late a run may still begin."""
    keep: Keep = Keep.model_construct()
    """How many runs of the past stay."""


class Run(Model):
    """A run that comes to an end."""

    retries: Annotated[int, Field(ge=0, le=1000)] = 3
    """How often it is tried again before it has failed."""
    deadline: Annotated[Seconds, Field(ge=1)] | None = None
    """How long it may take with all retries; then it is ended and has failed."""
    times: Annotated[int, Field(ge=1, le=100000)] = 1
    """How many copies must succeed."""
    parallel: Annotated[int, Field(ge=1, le=1000)] = 1
    """How many of them run at once."""


class Queue(Model):
    """The queue whose length says how many copies are needed."""

    kind: Literal["rabbitmq", "kafka", "redis", "sqs", "pubsub", "servicebus"]
    """What kind of queue it is."""
    name: Text
    """Its name: of the queue, topic, list or subscription; for sqs its URL."""
    length: Annotated[int, Field(ge=1)] = 5
    """How many messages one copy is meant to work off."""
    call: Name | None = None
    """The call under `calls` that leads to it (kafka and redis)."""
    group: Text | None = None
    """The consumer group (kafka)."""
    region: Text | None = None
    """The cloud region (sqs)."""
    secret: ObjectName | None = None
    """The secret under `secrets` with what opens it (rabbitmq, redis, servicebus)."""
    key: Text | None = None
    """The key in that secret: the connection string (rabbitmq, servicebus), or the password (redis)."""


class HostPath(Named):
    """A folder, file or socket of the node."""

    KEYS: ClassVar[bool] = True
    SHORTHAND = scalar("path", SCALAR)
    path: AbsolutePath | None = None
    """Where the program finds it; the same path as on the node unless given."""
    write: bool = False
    """Whether the program may change it."""
    kind: Literal["folder", "file", "socket"] = "folder"
    """What it is; the pod does not start where it is something else."""


class Host(Model):
    """What of its node a program uses. Each needs an exemption of its own, and a namespace that allows it."""

    network: bool = False
    """The node's network (exempt 'host-network')."""
    pid: bool = False
    """The node's processes (exempt 'host-pid')."""
    ipc: bool = False
    """The node's shared memory (exempt 'host-ipc')."""
    paths: dict[AbsolutePath, HostPath] = {}
    """Its folders, files and sockets, by their path on the node (exempt 'host-path')."""


class InlineVolume(Model):
    """A volume that a storage driver of the cluster makes for each pod."""

    SHORTHAND = scalar("driver", {"type": "string"})
    driver: ObjectName
    """The name of the driver (https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-ephemeral-volumes)."""
    attributes: dict[Text, Text] = {}
    """What the driver wants to know."""
    write: bool = False
    """Whether the program may write to it."""
