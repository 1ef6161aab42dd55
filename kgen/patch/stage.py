"""Patch: the changes that a spec makes to finished manifests."""

from __future__ import annotations

from kgen.expand.stage import Manifest
from kgen.problems import Problems
from kgen.unit import NamespaceUnit, Unit


def patch(manifests: list[Manifest], unit: Unit) -> None:
    """The manifests, patched in place. Raises Problems."""
    if isinstance(unit, NamespaceUnit) or not unit.service.patches:
        return
    from kgen.patch import apply

    problems = apply(manifests, unit.service.patches, unit.origin, ("patches",))
    if problems:
        raise Problems(problems)
