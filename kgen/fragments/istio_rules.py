"""Whom Istio lets in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgen.fragments._mesh import guarded, istio_source

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCaller
    from kgen.model.facts_mesh import Mesh


def istio_rules(callers: Iterable[ResolvedCaller], mesh: Mesh) -> list[dict[str, Any]] | None:
    """One rule for each caller, in their order; None where nobody calls, which lets nobody in."""
    rules: list[dict[str, Any]] = []
    for caller, ports in guarded(callers):
        source = {"source": istio_source(caller, mesh)}
        rule = {"from": [source], "to": [{"operation": {"ports": [str(port) for port in ports]}}]}
        if rule not in rules:
            rules.append(rule)
    return rules or None
