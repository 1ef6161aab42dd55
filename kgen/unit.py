"""Units: what is expanded on its own. A unit knows everything it needs, so that any worker can compile it alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kgen.findings import Finding
from kgen.hardening.exemptions import Effective, Use
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.model.environment import Environment
from kgen.model.packed import unpack
from kgen.model.service import Service
from kgen.problems import Origin, Problem


def namespace_of(environment: Environment) -> str:
    """The namespace of an environment whose facts are resolved."""
    assert environment.namespace
    return environment.namespace.name


NAMESPACE_UNIT = "_namespace"
"""The folder of a namespace's own objects; no service can have this name."""


NAMESPACE_BLUEPRINT = "namespace"
"""The blueprint of a namespace's own objects; a project may have its own of that name."""


class Totals(NamedTuple):
    """The most that a unit's pods may ask for at once, in billionths of cores and bytes: what a quota must leave room for."""

    requests: Mapping[str, Any] = {}
    limits: Mapping[str, Any] = {}
    largest: Mapping[str, Any] = {}
    """The largest limit of a single container."""
    unlimited: frozenset[str] = frozenset()
    """What some container is meant to have no limit of; the namespace then sets none either."""


class ServiceUnit(NamedTuple):
    """One service in one environment, with its part of the graph."""

    name: str
    environment: Environment
    packed: bytes
    """The service; `kgen.model.packed` says why."""
    calls: list[ResolvedCall]
    callers: list[ResolvedCaller]
    params: Mapping[str, Any]
    source: str
    origin: Origin
    exemptions: tuple[Effective, ...] = ()
    exempting: bool = False
    """Whether the spec declares exemptions, for the service or a container of it."""

    @property
    def service(self) -> Service:
        return unpack(self.packed)

    @property
    def namespace(self) -> str:
        return namespace_of(self.environment)

    @property
    def blueprint(self) -> str:
        return self.service.blueprint


class NamespaceUnit(NamedTuple):
    """A namespace that the project owns, sized from the services in it."""

    environment: Environment
    params: Mapping[str, Any]
    """The figures of its quota."""
    source: str
    origin: Origin
    exemptions: tuple[Effective, ...] = ()
    name: str = NAMESPACE_UNIT
    blueprint: str = NAMESPACE_BLUEPRINT

    @property
    def namespace(self) -> str:
        return namespace_of(self.environment)


Unit = ServiceUnit | NamespaceUnit


class Compiled(NamedTuple):
    """What a unit hands on: its files, its findings, and what is needed to look across units."""

    environment: str
    namespace: str
    name: str
    source: str
    meaning: str
    objects: Mapping[tuple[str, str, str], str] = {}
    """The file of each object, by kind, namespace and name."""
    files: Mapping[str, bytes] = {}
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    totals: Totals = Totals()
    uses: frozenset[Use] = frozenset()
    """The exemptions that were needed."""
    entry: bytes = b""
    """What the cache keeps of it, if there is one."""
