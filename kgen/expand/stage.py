"""Expand: blueprint × service × environment becomes manifests."""

from __future__ import annotations

from typing import Any

from kgen.expand.blueprint import Blueprint
from kgen.problems import Problem, Problems
from kgen.tools import Tools
from kgen.unit import NamespaceUnit, Unit

Manifest = dict[str, Any]

CLUSTER_SCOPED = frozenset({"Namespace"})
"""Kinds of the built-in blueprints that live in no namespace (`kubectl api-resources --namespaced=false`)."""


def expand(unit: Unit, tools: Tools) -> list[Manifest]:
    """The manifests of a unit's blueprint, in the order of its templates. Raises Problems."""
    manifests = [manifest for _, manifest in _expanded(unit, tools.blueprint(unit.blueprint))]
    for manifest in manifests:
        if manifest["kind"] not in CLUSTER_SCOPED:
            manifest["metadata"].setdefault("namespace", unit.namespace)
    return manifests


def _expanded(unit: Unit, blueprint: Blueprint) -> list[tuple[str, Manifest]]:
    """What the blueprint makes. Where kgen's own cannot, the spec has to change: that is where the problem is shown."""
    try:
        return blueprint.expand(_values(unit))
    except Problems as found:
        if blueprint.where != "built-in":
            raise
        place = ("blueprint",) if unit.origin.has(("blueprint",)) else ("name",)
        raise Problems(unit.origin.problem(place, _reason(each), "unfit") for each in found.problems) from None


def _reason(problem: Problem) -> str:
    """Why kgen's own template cannot be filled; its expressions say nothing to who wrote a spec."""
    return problem.message.partition(" cannot be used here: ")[2] or problem.message


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
