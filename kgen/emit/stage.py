"""Emit: manifests become files, and what a unit hands on."""

from __future__ import annotations

import hashlib
import json
from sys import intern
from typing import Any

from kgen.emit.facts import facts
from kgen.expand.stage import Manifest
from kgen.findings import Finding
from kgen.fragments._mesh import proxy
from kgen.hardening.exemptions import used
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.naming.stage import plain_name
from kgen.problems import Problems
from kgen.tools import Tools
from kgen.totals import totals
from kgen.unit import Compiled, NamespaceUnit, Unit

_OF_NAMESPACE = ("default",)
"""Names, besides the namespace's own, of objects that a namespace has one of."""


def emit(manifests: list[Manifest], findings: list[Finding], unit: Unit, tools: Tools) -> Compiled:
    """The files of a unit, its findings, and what is needed to look across units."""
    emitter = tools.emitter
    files: dict[str, bytes] = {}
    objects: dict[tuple[str, str, str], str] = {}
    for manifest in manifests:
        # The names of main objects are the same in all units, and thousands of plans hold them: one text for each is enough.
        name = intern(file_name(manifest, unit) + emitter.EXTENSION)
        if name in files:
            raise Problems([unit.origin.problem((), f"two manifests would be written to {name}", "same-file")])
        objects[manifest["kind"], manifest["metadata"].get("namespace", ""), manifest["metadata"]["name"]] = name
        files[name] = emitter.emit(manifest, unit.source).encode()
    return Compiled(
        unit.environment.name,
        unit.namespace,
        unit.name,
        unit.source,
        meaning(unit),
        objects,
        files,
        tuple(findings),
        totals=totals(manifests, unit.environment.max_nodes, proxy(unit.environment.mesh)),
        uses=used(findings, unit.exemptions),
    )


def file_name(manifest: Manifest, unit: Unit) -> str:
    """Main objects are named by their kind, the others by kind and name."""
    kind = str(manifest["kind"]).lower()
    name = plain_name(manifest)
    main = name in _OF_NAMESPACE or name == unit.namespace if isinstance(unit, NamespaceUnit) else name == unit.name
    return kind if main else f"{kind}-{name}"


def meaning(unit: Unit) -> str:
    """A digest of all that a unit's manifests are made from; comments, the order of keys and what nobody states do not count."""
    parts: list[Any] = [facts(unit.environment), dict(unit.params)]
    if not isinstance(unit, NamespaceUnit):
        parts += [json.loads(unit.packed), [_fields(call) for call in unit.calls], [_fields(caller) for caller in unit.callers]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


_NEW = ("account", "host")
"""Fields that came later: where nobody uses them, the digest stays what it was."""


def _fields(peer: ResolvedCall | ResolvedCaller) -> dict[str, Any]:
    fields = {**peer._asdict(), "ports": [port._asdict() for port in peer.ports]}
    return {name: value for name, value in fields.items() if value is not None or name not in _NEW}
