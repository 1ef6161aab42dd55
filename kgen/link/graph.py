"""What the graph says of one service, ready for templates. There are many of these in a large project, so they are small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class PortRef(NamedTuple):
    """A port of a pod, as network policies name it."""

    port: int
    protocol: str
    """TCP or UDP."""


class ResolvedCall(NamedTuple):
    """Something the service may reach: pods of a namespace, address ranges, or every public address."""

    name: str
    env: str | None = None
    """The variable that gets the address."""
    address: str = ""
    """`host:port`."""
    namespace: str | None = None
    pods: Mapping[str, str] = {}
    cidr: Sequence[str] = ()
    open: bool = False
    """Whether every public address may be reached."""
    host: str | None = None
    """The host by whose name it may be reached, whatever its addresses are."""
    ports: Sequence[PortRef] = ()
    account: str | None = None
    """Its service account, where it is of this project and a mesh asks who it is."""


class ResolvedCaller(NamedTuple):
    """Something that may reach the service: pods of a namespace, or address ranges."""

    name: str
    namespace: str | None = None
    pods: Mapping[str, str] = {}
    cidr: Sequence[str] = ()
    ports: Sequence[PortRef] = ()
    account: str | None = None
    """Its service account, where it is of this project and a mesh asks who it is."""
