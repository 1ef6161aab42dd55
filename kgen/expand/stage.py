"""Expand: blueprint × service × environment becomes manifests."""

from __future__ import annotations

from typing import Any

from kgen.tools import Tools
from kgen.unit import NamespaceUnit, Unit

Manifest = dict[str, Any]

CLUSTER_SCOPED = frozenset({"Namespace"})
"""Kinds of the built-in blueprints that live in no namespace (`kubectl api-resources --namespaced=false`)."""


def expand(unit: Unit, tools: Tools) -> list[Manifest]:
    """The manifests of a unit's blueprint, in the order of its templates. Raises Problems."""
    manifests = [manifest for _, manifest in tools.blueprint(unit.blueprint).expand(_values(unit))]
    for manifest in manifests:
        if manifest["kind"] not in CLUSTER_SCOPED:
            manifest["metadata"].setdefault("namespace", unit.namespace)
    return manifests


def _values(unit: Unit) -> dict[str, Any]:
    """The names that expressions may use."""
    if isinstance(unit, NamespaceUnit):
        return {"environment": unit.environment, "service": None, "params": unit.params, "calls": [], "callers": []}
    return {
        "environment": unit.environment,
        "service": unit.service,
        "params": unit.params,
        "calls": unit.calls,
        "callers": unit.callers,
    }
