"""What the facts on monitoring must fulfil beyond their types."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.model.environment import Environment
from kgen.problems import Origin, Path, Problem


def watching(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    """Figures that would be asked for twice, and traces that lead nowhere."""
    monitoring, tracing = environment.monitoring, environment.tracing
    if monitoring and monitoring.annotations and monitoring.operator:
        message = "'annotations' and 'operator' exclude each other: Prometheus would ask each pod twice"
        yield origin.problem((*path, "monitoring", "annotations"), message, "exclusive", key=True)
    if tracing and not tracing.namespace and not tracing.cidr:
        message = "'tracing' must say what listens at its 'endpoint': the 'namespace' and 'pods', or the 'cidr'"
        yield origin.problem((*path, "tracing"), message, "missing-field", key=True)
