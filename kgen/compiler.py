"""The way of the data: two functions, one line per stage. They write nothing."""

from __future__ import annotations

from kgen.emit.stage import emit
from kgen.expand.stage import expand
from kgen.hardening.stage import harden
from kgen.layer.stage import layered
from kgen.link.stage import linked
from kgen.link.work import Work
from kgen.naming.stage import name
from kgen.patch.stage import patch
from kgen.project.sources import Request, load
from kgen.tools import Tools
from kgen.unit import Compiled, Unit
from kgen.validate.stage import validated
from kgen.verify.stage import verify


def plan(request: Request, tools: Tools) -> Work:
    """The units that a request is about. Raises Problems with everything that is wrong in the whole project."""
    sources = load(request)
    tools.installed = tuple(sources.project.model.installed_rules)
    layers = layered(sources, tools)
    members = validated(layers, sources)
    return linked(members, sources, tools)


def compile_unit(unit: Unit, tools: Tools) -> Compiled:
    """One unit's files, findings and problems. Needs nothing but the unit, so that any worker can do it."""
    manifests = expand(unit, tools)
    harden(manifests, unit, tools)
    patch(manifests, unit)
    name(manifests)
    findings = verify(manifests, unit, tools)
    return emit(manifests, findings, unit, tools)
