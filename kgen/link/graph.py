"""What the graph says of one service, ready for templates."""

from __future__ import annotations

from kgen.model.base import Model


class PortRef(Model):
    """A port of a pod, as network policies name it."""

    port: int
    protocol: str
    """TCP or UDP."""


class ResolvedCall(Model):
    """Something the service may reach: pods of a namespace, address ranges, or every public address."""

    name: str
    env: str | None = None
    """The variable that gets the address."""
    address: str = ""
    """`host:port`."""
    namespace: str | None = None
    pods: dict[str, str] = {}
    cidr: list[str] = []
    open: bool = False
    """Whether every public address may be reached."""
    ports: list[PortRef] = []


class ResolvedCaller(Model):
    """Something that may reach the service: pods of a namespace, or address ranges."""

    name: str
    namespace: str | None = None
    pods: dict[str, str] = {}
    cidr: list[str] = []
    ports: list[PortRef] = []
