"""Patch: the changes that a spec makes to finished manifests."""

from __future__ import annotations

from kgen.patch import apply
from kgen.problems import Problems
from kgen.expand.stage import Manifest
from kgen.unit import NamespaceUnit, Unit


def patch(manifests: list[Manifest], unit: Unit) -> None:
    """The manifests, patched in place. Raises Problems."""
    if isinstance(unit, NamespaceUnit) or not unit.service.patches:
        return
    problems = apply(manifests, unit.service.patches, unit.origin, ("patches",))
    if problems:
        raise Problems(problems)
