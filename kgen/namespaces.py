"""The namespaces that a project owns, each sized from the services in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgen.exempting import of_environment
from kgen.link.work import Work
from kgen.project.file import FILE
from kgen.tools import Tools
from kgen.totals import joined
from kgen.unit import NamespaceUnit, ServiceUnit, Totals

Size = tuple[str, str, Totals]
"""An environment, a namespace in it, and what one unit of it may ask for."""


def namespace_units(work: Work, sizes: Iterable[Size], tools: Tools) -> Iterator[NamespaceUnit]:
    """A unit for each owned namespace, in the order of environment and name."""
    totals: dict[tuple[str, str], list[Totals]] = {}
    for environment, namespace, total in sizes:
        totals.setdefault((environment, namespace), []).append(total)
    first: dict[tuple[str, str], ServiceUnit] = {}
    for unit in work.services:
        first.setdefault((unit.environment.name, unit.namespace), unit)
    project = work.sources.project
    for key, unit in sorted(first.items()):
        assert unit.environment.namespace
        if unit.environment.namespace.owned:
            exemptions = of_environment(project, unit.environment, tools)
            source = FILE if project.root else unit.source
            yield NamespaceUnit(unit.environment, joined(totals[key]), source, project.origin, exemptions)
