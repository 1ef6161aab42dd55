"""One service in one environment, as validated and not yet linked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kgen.link.graph import PortRef
from kgen.model.container import Port
from kgen.model.environment import Environment
from kgen.model.packed import pack, unpack
from kgen.model.service import Service
from kgen.problems import Origin, Path

NAME_LABEL = "app.kubernetes.io/name"
"""The one label by which Services, policies and peers select a service's pods."""


class Member(NamedTuple):
    """A service, the environment with the facts that hold for it (its namespace resolved), and where it was written."""

    name: str
    environment: Environment
    packed: bytes
    """The service; `kgen.model.packed` says why."""
    ports: Mapping[str, Port]
    """The service's ports, for those that call it."""
    pods: dict[str, str]
    """The labels of its pods, for policies."""
    origin: Origin
    owner: str | None = None
    exempting: bool = False
    """Whether the spec declares exemptions, for the service or a container of it."""
    left_out: frozenset[Path] = frozenset()
    """The parts of the spec in which something was wrong and is missing now: a field, or an entry of a map."""

    def lacks(self, field: str) -> bool:
        """Whether something of this field was left out."""
        return any(path[0] == field for path in self.left_out)

    @classmethod
    def of(cls, service: Service, environment: Environment, origin: Origin, left_out: frozenset[Path]) -> Member:
        """The member for a service."""
        declared = [service.exemptions, *(each.exemptions for each in (*service.init.values(), *service.sidecars.values()))]
        return cls(
            service.name,
            environment,
            pack(service),
            service.ports,
            {NAME_LABEL: service.name},
            origin,
            service.owner,
            any(declared),
            left_out,
        )

    @property
    def service(self) -> Service:
        return unpack(self.packed)

    @property
    def namespace(self) -> str:
        assert self.environment.namespace
        return self.environment.namespace.name


def reference(port: Port) -> PortRef:
    """The port as a network policy names it: by the pod's number."""
    return number(port.port, "udp" if port.protocol == "udp" else "tcp")


@lru_cache(maxsize=1024)
def number(port: int, protocol: str = "tcp") -> PortRef:
    """A port that is known by its number alone."""
    return PortRef(port=port, protocol=protocol.upper())
