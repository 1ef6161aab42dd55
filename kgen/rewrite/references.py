"""A Service that leads to the port of its own number says so by the port's name, once all its pods have one."""

from __future__ import annotations

from kgen.rewrite.additions import Addition, put
from kgen.rewrite.companions.around import Around, pod_ports
from kgen.rewrite.piece import Filled, Piece
from kgen.rules import Manifest, Subject, child
from kgen.rules._services import is_headless, targets

RULE = "port-references"


def add(piece: Piece, around: Around) -> None:
    """Fills `targetPort` where it is left out, which means the same number."""
    spec = child(piece.manifest, "spec")
    ports = spec.get("ports")
    if piece.kind != "Service" or RULE in piece.exempt or not child(spec, "selector") or is_headless(piece.manifest):
        return
    subjects = targets(piece.manifest, around.set)
    for index, port in enumerate(ports if isinstance(ports, list) else ()):
        name = _name(port, subjects) if isinstance(port, dict) and port.get("targetPort") is None else None
        if name is not None:
            addition = Addition(("spec", "ports", index, "targetPort"), name)
            put(piece.manifest, addition)
            piece.filled.append(Filled(RULE, addition))


def _name(port: Manifest, subjects: list[Subject]) -> str | None:
    """The name that this port has in all pods."""
    wanted = (port.get("port"), port.get("protocol") or "TCP")
    found = []
    for subject in subjects:
        same = [one for one in pod_ports(subject.pod) if (one["containerPort"], one.get("protocol") or "TCP") == wanted]
        found.append(same[0].get("name") if same else None)
    name = found[0] if found else None
    return name if isinstance(name, str) and found == [name] * len(found) else None
