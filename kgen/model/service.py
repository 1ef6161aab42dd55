"""The spec: what a developer says of one service."""

from typing import Annotated, Any, Literal

from pydantic import Field

from kgen.model.base import Model, Shorthand, scalar
from kgen.model.container import (
    BytesRange,
    ConfigFile,
    Container,
    CpuRange,
    EnvVariable,
    Health,
    Image,
    Port,
    Scratch,
    Secret,
    Volume,
)
from kgen.model.exempt import Exemption
from kgen.model.observing import Dashboard, Metrics, Objectives
from kgen.model.rollout import Canary, Rollout
from kgen.model.traffic import Call, Caller, Expose, Peers, Permission
from kgen.model.types import (
    AbsolutePath,
    DataClass,
    EnvName,
    LabelKey,
    LabelValue,
    Name,
    ObjectName,
    PortName,
    Seconds,
    ServiceName,
    Text,
)
from kgen.model.workload import Host, Queue, Run, Schedule

ALIASES = {"port": ("ports", "http")}
"""A field of the written form that stands for one entry of a map."""

EXCLUSIVE = (("replicas", "autoscale", "singleton"),)
"""Fields of which a later layer's choice removes the others' values of earlier layers."""


class Autoscale(Model):
    """As many copies as the load asks for."""

    min: Annotated[int, Field(ge=0)] = 3
    """The fewest copies; 0 is for a queue that is empty."""
    max: Annotated[int, Field(ge=2)]
    """The most copies."""
    cpu: Annotated[int, Field(ge=1, le=1000)] | None = 70
    """The average CPU use to aim at, in per cent of the request."""
    memory: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The average memory use to aim at, in per cent of the request."""
    queue: Queue | None = None
    """The queue whose length counts, instead of CPU and memory."""


class Shutdown(Model):
    """How a copy leaves: it drains, then is asked to end (SIGTERM), then is ended when the grace is over.

    A lone duration is the grace.
    """

    SHORTHAND = scalar("grace")
    drain: Annotated[Seconds, Field(ge=0, le=3600)] = 5
    """How long it still answers while it is taken out of the load balancing."""
    grace: Annotated[Seconds, Field(ge=1, le=86400)] = 30
    """The time from the first signal to the end; longer than `drain`."""


def _user(value: Any) -> Any:
    if value == "image":
        return {"image": True}
    return {"id": value} if isinstance(value, str | int | float) else value


class User(Model):
    """The user the program runs as: a number, or `image` for the one its image names."""

    SHORTHAND = Shorthand(_user, {"type": ["integer", "string"]})
    id: Annotated[int, Field(ge=1, le=2147483647)] = 10001
    """The user id (and the group id, unless given)."""
    group: Annotated[int, Field(ge=1, le=2147483647)] | None = None
    """The group id."""
    image: bool = False
    """Take the user that the image names; nobody can see from the outside who that is."""


class Patch(Model):
    """A change to a finished manifest, for what the spec has no word for."""

    kind: Text
    """The kind of the manifest."""
    target: Text | None = None
    """Its name; all of that kind unless given."""
    merge: dict[str, Any] | None = None
    """A strategic merge patch."""
    operations: list[dict[str, Any]] | None = None
    """JSON Patch operations (RFC 6902)."""


class Service(Model):
    """One service: a name and an image are enough; everything else has a safe default that starts."""

    WRITTEN = ("environments", *ALIASES)

    name: ServiceName
    """The name: others call the service by it."""
    image: Image
    """The image, with a tag or digest."""
    blueprint: Name = "web"
    """What kind of service it is: web, worker, stateful, job, cronjob, daemon, static, or a blueprint of the project."""
    system: Name | None = None
    """The system it is a part of."""
    owner: LabelValue | None = None
    """The team that owns it."""
    contact: Text | None = None
    """How to reach that team: an address, a channel."""
    labels: dict[LabelKey, LabelValue] = {}
    """Further labels of its objects."""
    annotations: dict[LabelKey, Text] = {}
    """Further annotations of its objects."""
    command: list[Text] = []
    """The program to start instead of the image's."""
    args: list[Text] = []
    """Its arguments."""
    ports: dict[PortName, Port] = {}
    """The ports it listens on, by name. `port: 8080` is short for `ports: {http: 8080}`."""
    replicas: Annotated[int, Field(ge=0, le=10000)] | None = 3
    """How many copies run."""
    autoscale: Autoscale | None = None
    """As many copies as the load asks for, instead of `replicas`."""
    singleton: bool = False
    """Never more than one copy at a time, instead of `replicas`."""
    rollout: Rollout = Rollout.model_construct()
    """How copies of a new version replace those of the old one."""
    canary: Canary | None = None
    """A new version that gets a part of the traffic first."""
    schedule: Schedule | None = None
    """When it runs (cronjob): `0 3 * * *` is every day at three."""
    run: Run = Run.model_construct()
    """How often a run is tried, how long it may take, how many copies it has (job, cronjob)."""
    cpu: CpuRange = CpuRange.model_construct(request="250m", limit="250m")
    """CPU: `250m`, or reserved..most, such as `100m..200m`."""
    memory: BytesRange = BytesRange.model_construct(request="256Mi", limit="256Mi")
    """Memory: `256Mi`, or reserved..most, such as `64Mi..128Mi`."""
    disk: BytesRange = BytesRange.model_construct(request="1Gi", limit="1Gi")
    """Disk for logs and scratch paths, gone with the pod."""
    devices: dict[LabelKey, Annotated[int, Field(ge=1, le=1000)]] = {}
    """Devices of the node for each copy, by the name of their resource: `nvidia.com/gpu: 1`."""
    runtime: ObjectName | None = None
    """The runtime class of its pods, such as one that isolates them further."""
    health: Health | None = None
    """How to ask whether it is well: one path, `grpc`, `tcp`, or live, ready and startup apart."""
    env: dict[EnvName, EnvVariable] = {}
    """Environment variables."""
    config: dict[AbsolutePath, ConfigFile] = {}
    """Files with settings, by their path in the container."""
    secrets: dict[ObjectName, Secret] = {}
    """Secrets, by the name under which the platform keeps them."""
    volumes: dict[Name, Volume] = {}
    """Storage that outlives the container."""
    scratch: dict[AbsolutePath, Scratch] = {}
    """Folders to write to, besides /tmp."""
    calls: dict[Name, Call] = {}
    """What it uses: other services, neighbours, externals."""
    callers: dict[Name, Caller] = {}
    """Neighbours of other repositories that use it."""
    expose: Expose | None = None
    """Reachable from outside the cluster."""
    metrics: Metrics | None = None
    """Where it tells its figures."""
    objectives: Objectives | None = None
    """What it promises: `99.9` of a hundred requests succeed, or more."""
    dashboard: Dashboard | None = None
    """A dashboard: a file of the project, or `true` for one that is made."""
    tracing: bool = False
    """It sends traces by OpenTelemetry."""
    sensitive: bool = False
    """It is kept from other services: on nodes of its own, in a runtime of its own, and with nobody in its network policy whom it
    does not name."""
    data: list[DataClass] = []
    """What kinds of protected data it handles, such as pii or cardholder: labels of its pods that policies select by."""
    node_pool: Name | None = None
    """The kind of nodes it runs on, of those that the environment names."""
    peers: Peers | None = None
    """Its copies talk to each other."""
    init: dict[Name, Container] = {}
    """Containers that run to their end before it starts, in the order of their names."""
    sidecars: dict[Name, Container] = {}
    """Containers that run beside it."""
    host: Host = Host.model_construct()
    """What of its node it uses; each needs an exemption."""
    user: User = User.model_construct(id=10001)
    """The user it runs as."""
    identity: Text | None = None
    """Who it is in the cloud: the ARN of a role (AWS), the address of a service account (Google), or a client id (Azure)."""
    permissions: dict[Text, Permission] = {}
    """What it may do at the Kubernetes API, by kind of object."""
    shutdown: Shutdown = Shutdown.model_construct()
    """How a copy leaves."""
    spread: Literal["preferred", "required"] = "preferred"
    """Whether copies must not share a node, or only should not."""
    priority: Name | None = None
    """The priority class; the environment's unless given."""
    selector: dict[LabelKey, LabelValue] | None = None
    """The labels by which running objects already select their pods, to take them over."""
    patches: list[Patch] = []
    """Changes to finished manifests."""
    exemptions: dict[str, Exemption] = {}
    """Rules that do not hold here, with the reason."""
    params: dict[str, Any] = {}
    """Values of the blueprint's own parameters."""
