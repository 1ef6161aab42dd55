"""What runs in one container: its image, environment, resources and probes."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kgen.model.base import SCALAR, TEXTS, Model, Named, Shorthand, scalar
from kgen.model.checks import error
from kgen.model.exempt import Exemption
from kgen.model.types import AbsolutePath, Bytes, Cpu, EnvName, PortName, Seconds, Text, UrlPath, _text
from kgen.model.workload import InlineVolume

_HOST = r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?/"
_COMPONENT = r"[a-z0-9]+((\.|_{1,2}|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"({_HOST})?{_COMPONENT}(/{_COMPONENT})*(:(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?(@sha256:(?P<digest>[0-9a-f]{{64}}))?"
)
"""https://github.com/distribution/reference/blob/main/reference.go, which takes upper case in hosts; no registry needs it."""


def _image(value: str) -> str:
    match = _REFERENCE.fullmatch(value) if len(value) <= 1024 else None
    if not match:
        raise error("image", "'{v}' is not an image reference, such as registry.acme.dev/shop/cart:1.4.2", v=value)
    if match["tag"] == "latest":
        raise error("image-tag", "'{v}' bears the tag 'latest', which changes under your feet; name a version", v=value)
    if not match["tag"] and not match["digest"]:
        raise error("image-tag", "'{v}' bears no tag, which means 'latest'; name a version, such as {v}:1.4.2", v=value)
    return value


Image = Annotated[str, BeforeValidator(_text), AfterValidator(_image)]
"""An image reference with a tag that is not `latest`, a digest, or both (OCI distribution spec; at most 1024 characters)."""


def _range(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    request, _, limit = str(value).partition("..")
    return {"request": request, "limit": limit or request}


_RANGE = Shorthand(_range, {"type": ["string", "number"]})


class CpuRange(Model):
    """CPU that is reserved, and the most that may be used: `250m` (both) or `100m..200m`."""

    SHORTHAND = _RANGE
    request: Cpu
    """What is reserved on the node for each copy; whole cores, or thousandths with an `m`."""
    limit: Cpu
    """The most each copy may use; beyond it the program runs slower. At least `request`."""


class BytesRange(Model):
    """Memory or disk that is reserved, and the most that may be used: `256Mi` (both) or `64Mi..128Mi`."""

    SHORTHAND = _RANGE
    request: Bytes
    """What is reserved on the node for each copy; at least 4Mi."""
    limit: Bytes
    """The most each copy may use; beyond it the program is ended. At least `request`."""


class EnvVariable(Named):
    """An environment variable: a text, or a field of the pod itself."""

    SHORTHAND = scalar("value")
    value: Text | None = None
    """The text the program sees; a literal `$(` stays literal."""
    pod: Literal["name", "namespace", "ip", "node", "node-ip", "service-account", "cpu", "memory"] | None = None
    """A fact the pod knows of itself: its name, its address, its node, its CPU or memory limit."""


def _port(value: Any) -> Any:
    if isinstance(value, int | float):
        return {"port": value}
    if isinstance(value, str):
        published, _, port = value.rpartition(":")
        parts = {"published": published, "port": port} if published else {"port": port}
        return {key: int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else text for key, text in parts.items()}
    return value


PortNumber = Annotated[int, Field(ge=1, le=65535)]


class Port(Named):
    """A port the program listens on: `8080`, or `80:8080` when others reach it under another number."""

    SHORTHAND = Shorthand(_port, {"type": ["integer", "string"]})
    port: PortNumber
    """The number the program listens on, 1024 to 65535 (lower ones need root)."""
    published: PortNumber | None = None
    """The number under which others reach it; the same as `port` unless given."""
    protocol: Literal["http", "grpc", "tcp", "udp"] | None = None
    """What is spoken; by default what the name begins with (http, grpc, udp), else tcp."""


class Probe(Model):
    """How to ask the program whether it is well. Without path, command or grpc: whether its port accepts connections."""

    SHORTHAND = Shorthand(
        lambda v: {"path": v} if isinstance(v, str) else {"command": v} if isinstance(v, list) else v,
        {"anyOf": [{"type": "string"}, TEXTS]},
    )
    path: UrlPath | None = None
    """The path to GET; any answer from 200 to 399 is well."""
    headers: dict[str, Text] = {}
    """Headers of that request."""
    grpc: bool = False
    """Ask by the gRPC health checking protocol."""
    service: Text | None = None
    """The service name in that question."""
    command: list[Text] | None = None
    """A command that ends with 0 when all is well."""
    port: PortName | None = None
    """The name of the port to ask; the first one unless given."""
    delay: Annotated[Seconds, Field(ge=0)] | None = None
    """How long after the start to wait before the first question."""
    every: Annotated[Seconds, Field(ge=1)] | None = None
    """The time between questions."""
    timeout: Annotated[Seconds, Field(ge=1)] | None = None
    """How long to wait for an answer."""
    failures: Annotated[int, Field(ge=1)] | None = None
    """How many bad answers in a row count."""


def _health(value: Any) -> Any:
    if value == "grpc":
        return {"grpc": True}
    if value == "tcp":
        return {"live": {}, "ready": {}}
    return {"path": value} if isinstance(value, str) else value


class Health(Model):
    """How the platform learns that the program started (startup), can take traffic (ready) and must be restarted (live)."""

    SHORTHAND = Shorthand(_health, {"type": "string"})
    path: UrlPath | None = None
    """One path for startup and ready; live then only asks whether the port accepts connections."""
    grpc: bool = False
    """Ask by the gRPC health checking protocol, live and ready alike."""
    live: Probe | None = None
    """Restart the container when this fails; it should not ask the program's dependencies."""
    ready: Probe | None = None
    """Send no traffic while this fails."""
    startup: Probe | None = None
    """Hold the other two back until this succeeded once."""
    delay: Annotated[Seconds, Field(ge=0)] | None = None
    """How long after the start live and ready wait before the first question, unless they say otherwise."""
    every: Annotated[Seconds, Field(ge=1)] | None = None
    """The time between their questions, unless they say otherwise."""
    patience: Annotated[Seconds, Field(ge=1)] = 300
    """How long the program may take to start."""


def _config(value: Any) -> Any:
    if isinstance(value, str) and value.endswith("/"):
        return {"folder": value}
    return {"file": value} if isinstance(value, str | int | float) else value


class ConfigFile(Named):
    """A file with settings, under its path in the container: a file of the project, all files of a folder, or a text."""

    SHORTHAND = Shorthand(_config, {"type": "string"})
    file: Text | None = None
    """A file of the project, relative to the spec."""
    folder: Text | None = None
    """A folder of the project, relative to the spec: each of its files appears in the folder of this path."""
    text: Text | None = None
    """The content itself."""
    on_change: Literal["restart", "ignore"] = "restart"
    """What a change does: it restarts the pods, or it only reaches the file, where the program sees it within a minute or two.
    What may change so fills its folder: nothing that the image holds there is seen."""


class Secret(Named):
    """A secret that the platform keeps, as read-only files in a folder."""

    SHORTHAND = scalar("path", {"type": "string"})
    path: AbsolutePath | None = None
    """The folder in which its keys appear as files."""
    keys: list[Text] = []
    """The keys to show; all unless given."""
    source: Text | None = None
    """Where the secret store keeps it; where the environment says unless given."""
    env: dict[EnvName, Text] = {}
    """Variables that take a key's value (`PASSWORD: password`); needs an exemption of 'secret-not-in-env'."""


class Volume(Named):
    """Storage that outlives the container, under its path."""

    path: AbsolutePath
    """Where the program finds it."""
    size: Bytes | None = None
    """How much is claimed anew; leave it out to use an existing claim."""
    claim: Text | None = None
    """The name of an existing claim."""
    csi: InlineVolume | None = None
    """A volume that a storage driver makes for each pod; it goes with the pod."""
    storage_class: Text | None = None
    """The kind of storage; the environment's `storage_class` unless given."""
    access: Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"] = "ReadWriteOnce"
    """Who may use it at once (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes)."""


class Scratch(Named):
    """A folder to write to; its content goes with the pod."""

    KEYS: ClassVar[bool] = True
    SHORTHAND = scalar("size", SCALAR)
    size: Bytes = "256Mi"
    """The most it may hold."""
    memory: bool = False
    """Whether it lies in memory (and counts against the memory limit)."""


class Container(Named):
    """A helper container: it runs before the program (`init`) or beside it (`sidecars`)."""

    image: Image
    """The image, with a tag or digest."""
    command: list[Text] = []
    """The program to start instead of the image's."""
    args: list[Text] = []
    """Its arguments."""
    env: dict[EnvName, EnvVariable] = {}
    """Environment variables; it sees none of the service's."""
    ports: dict[PortName, Port] = {}
    """The ports it listens on, by name (`sidecars` only)."""
    health: Health | None = None
    """How to ask whether it is well (`sidecars` only)."""
    cpu: CpuRange = CpuRange.model_construct(request="50m", limit="50m")
    """CPU: `50m`, or reserved..most, such as `50m..100m`."""
    memory: BytesRange = BytesRange.model_construct(request="64Mi", limit="64Mi")
    """Memory: `64Mi`, or reserved..most, such as `64Mi..128Mi`."""
    disk: BytesRange = BytesRange.model_construct(request="256Mi", limit="256Mi")
    """Disk for logs and scratch paths, gone with the pod."""
    scratch: dict[AbsolutePath, Scratch] = {}
    """Folders of its own to write to, besides /tmp."""
    volumes: list[Text] = []
    """Names of the service's volumes, secrets and scratch paths that this container sees too."""
    exemptions: dict[str, Exemption] = {}
    """Rules that do not hold for this container, with the reason."""
