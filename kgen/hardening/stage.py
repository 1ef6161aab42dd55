"""Harden: every rule fills what has no effective value."""

from __future__ import annotations

from kgen.expand.stage import Manifest
from kgen.hardening import harden as rules
from kgen.rules import Context
from kgen.tools import Tools
from kgen.unit import NamespaceUnit, Unit


def harden(manifests: list[Manifest], unit: Unit, tools: Tools) -> None:
    """The manifests, hardened in place."""
    rules.harden(manifests, context(unit, tools))


def context(unit: Unit, tools: Tools) -> Context:
    """What rules know of a unit besides its manifests."""
    image_user = not isinstance(unit, NamespaceUnit) and unit.service.user.image
    unfilled = frozenset({"high-user-id", "high-group-id"}) if image_user else frozenset[str]()
    return Context(unit.environment, unit.exemptions, tools.today, unfilled, tools.rules(unit.environment))
