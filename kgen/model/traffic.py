"""Who a service talks to, and who may talk to it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kgen.model.base import Model, Named, items, scalar
from kgen.model.container import PortNumber
from kgen.model.types import Cidr, EnvName, Host, LabelKey, LabelValue, Name, ObjectName, PortName, Seconds, Text, UrlPath


class Call(Named):
    """Something this service uses: a service of the project, a neighbour of another repository, or an external host.

    Empty: the service of that name. A text: the variable that gets its address. With `namespace` and `pods`: a neighbour. With
    `host`: an external.
    """

    KEYS: ClassVar[bool] = True
    SHORTHAND = scalar("env", {"type": "string"})
    port: Text | None = None
    """The port's name or number; may be left out where there is only one."""
    env: EnvName | None = None
    """The variable that gets the address, as `host:port`."""
    namespace: Name | None = None
    """The namespace of a neighbour."""
    pods: dict[LabelKey, LabelValue] = {}
    """The labels of a neighbour's pods."""
    host: Host | None = None
    """The host name of an external."""
    cidr: list[Cidr] = []
    """The address ranges of an external."""
    protocol: Literal["tcp", "udp"] = "tcp"
    """What a neighbour or external is reached by."""


class Caller(Named):
    """A neighbour of another repository that uses this service."""

    namespace: Name
    """Its namespace."""
    pods: dict[LabelKey, LabelValue] = {}
    """The labels of its pods; all pods of the namespace unless given."""
    ports: list[PortName] = []
    """The names of the ports it uses; all unless given."""


class Expose(Model):
    """Reachable from outside the cluster, through the environment's gateway."""

    SHORTHAND = scalar("host", {"type": "string"})
    host: Host | None = None
    """The host name under which clients reach it."""
    hosts: list[Host] = []
    """Several host names, instead of `host`."""
    path: UrlPath = "/"
    """Requests whose path begins with this come here."""
    paths: list[UrlPath] = []
    """Several paths, instead of `path`."""
    port: PortName | None = None
    """The name of the port; the first HTTP or gRPC one unless given."""
    tls: ObjectName | None = None
    """The secret with the certificate of its hosts, where it is not the gateway's or an issuer's."""
    timeout: Annotated[Seconds, Field(ge=1, le=3600)] | None = None
    """How long a client waits for an answer."""
    redirects: dict[UrlPath, Text] = {}
    """Paths that have moved: to another path (`/old: /new`), or to another host (`/blog: https://blog.acme.dev`)."""


class Permission(Named):
    """What the program may do with one kind of object of its namespace, at the Kubernetes API."""

    SHORTHAND = items("verbs")
    verbs: list[Text]
    """Such as get, list, watch (https://kubernetes.io/docs/reference/access-authn-authz/authorization/)."""
    names: list[Text] = []
    """Only objects of these names."""
    group: Text = ""
    """The API group of the kind; empty for the core group."""


class Peers(Model):
    """Members of the same set that talk to each other."""

    SHORTHAND = items("ports")
    ports: list[PortName] = []
    """The names of the ports they use; all unless given."""


__all__ = ["Call", "Caller", "Expose", "Peers", "Permission", "PortNumber"]
