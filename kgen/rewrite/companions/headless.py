"""The headless Service that names the pods of a StatefulSet."""

from __future__ import annotations

import re

from kgen.rewrite.companions.around import Around, manifest, pod_ports
from kgen.rewrite.fill import add as filled
from kgen.rewrite.piece import Companion, Piece
from kgen.rules import Manifest, Subject, child

RULE = "stateful-set-service"
SERVICE = re.compile(r"[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?")
"""RFC 1035 label, as Services are named (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)."""

PORT = re.compile(r"(?!.*--)(?=.*[a-z])[a-z0-9](?:[-a-z0-9]{0,13}[a-z0-9])?")
"""IANA service name, as ports are named (RFC 6335, 5.1)."""


def add(piece: Piece, subject: Subject, around: Around) -> None:
    """Adds the Service that `serviceName` names and nobody wrote, or both."""
    if piece.kind != "StatefulSet" or not subject.labels:
        return
    name = child(piece.manifest, "spec").get("serviceName")
    if name in (None, ""):
        names = (piece.name, f"{piece.name}-headless")
        name = next((one for one in names if _is_headless(one, piece, around)), None)
        name = name or next(
            (one for one in names if SERVICE.fullmatch(one) and not around.has("Service", piece.namespace, one)), None
        )
        if name is None:
            return
        filled(piece, RULE, ("spec", "serviceName"), name)
    if isinstance(name, str) and SERVICE.fullmatch(name) and not around.has("Service", piece.namespace, name):
        around.claim("Service", piece.namespace, name)
        why = f"The names of the pods of StatefulSet {piece.name}."
        piece.companions.append(Companion(RULE, manifest("Service", "v1", name, piece, spec=_spec(piece, subject)), why))


def _is_headless(name: str, piece: Piece, around: Around) -> bool:
    found = (one.manifest for one in around.pieces if (one.kind, one.namespace, one.name) == ("Service", piece.namespace, name))
    return any(child(one, "spec").get("clusterIP") == "None" for one in found)


def _spec(piece: Piece, subject: Subject) -> Manifest:
    selector = child(piece.manifest, "spec", "selector", "matchLabels") or subject.labels
    ports: dict[tuple[int, str], Manifest] = {}
    for port in pod_ports(subject.pod):
        name, protocol = str(port.get("name")), str(port.get("protocol") or "TCP")
        if PORT.fullmatch(name) and name not in [one["name"] for one in ports.values()]:
            made = {"name": name, "port": port["containerPort"], "protocol": protocol, "targetPort": name}
            ports.setdefault((port["containerPort"], protocol), made)
    return {
        "clusterIP": "None",
        **({"ports": list(ports.values())} if ports else {}),
        "selector": dict(selector),
        "type": "ClusterIP",
    }
