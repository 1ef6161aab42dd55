"""One service in one environment, as validated and not yet linked."""

from __future__ import annotations

from dataclasses import dataclass

from kgen.link.graph import PortRef
from kgen.model.container import Port
from kgen.model.environment import Environment
from kgen.model.service import Service
from kgen.problems import Origin, Path

NAME_LABEL = "app.kubernetes.io/name"
"""The one label by which Services, policies and peers select a service's pods."""


@dataclass(frozen=True, slots=True)
class Member:
    """A service, the environment with the facts that hold for it (its namespace resolved), and where it was written."""

    environment: Environment
    service: Service
    origin: Origin
    left_out: frozenset[Path] = frozenset()
    """The parts of the spec in which something was wrong and is missing now: a field, or an entry of a map."""

    def lacks(self, field: str) -> bool:
        """Whether something of this field was left out."""
        return any(path[0] == field for path in self.left_out)

    @property
    def name(self) -> str:
        return self.service.name

    @property
    def namespace(self) -> str:
        assert self.environment.namespace
        return self.environment.namespace.name

    @property
    def pods(self) -> dict[str, str]:
        return {NAME_LABEL: self.service.name}


def reference(port: Port) -> PortRef:
    """The port as a network policy names it: by the pod's number."""
    return PortRef.model_construct(port=port.port, protocol="UDP" if port.protocol == "udp" else "TCP")


def number(port: int, protocol: str = "tcp") -> PortRef:
    """A port that is known by its number alone."""
    return PortRef.model_construct(port=port, protocol=protocol.upper())
