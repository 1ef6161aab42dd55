"""A network policy for each workload that lacks one: open for what the manifests tell of, closed for all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kgen.fragments._peers import NAMESPACE
from kgen.fragments.egress_rules import egress_rules
from kgen.model.environment import Environment
from kgen.rewrite.companions.around import Around, manifest, pod_ports
from kgen.rewrite.companions.calls import Port, Ports, Traffic
from kgen.rewrite.piece import Companion, Open, Piece
from kgen.rules import Manifest, Subject, child, texts
from kgen.rules._selection import guarded

RULE = "network-policy"
SCRAPED = "prometheus.io/scrape"
API = (443, 6443)
"""Where the Kubernetes API listens."""

Rules = list[dict[str, Any]]


def add(piece: Piece, subject: Subject, around: Around, known: Traffic) -> None:
    """Writes the directions that no policy covers."""
    ways = [way for way in ("Ingress", "Egress") if way not in _covered(subject, around)]
    selector = around.pods_of(piece)
    if not ways or not selector:
        return
    spec: Manifest = {"podSelector": {"matchLabels": selector}, "policyTypes": ways}
    if "Ingress" in ways:
        spec["ingress"] = _ingress(piece, subject, around, known)
    if "Egress" in ways:
        spec["egress"] = _egress(piece, subject, around, known)
    name = around.named("NetworkPolicy", piece)
    why = f"Whom {piece.kind} {piece.name} may talk to, as far as these manifests tell; all else is closed."
    found = manifest("NetworkPolicy", "networking.k8s.io/v1", name, piece, spec=spec)
    piece.companions.append(Companion(RULE, found, why))
    piece.left += [Open(RULE, (), message) for message in _unknown(name, ways, known, around, piece)]


def _covered(subject: Subject, around: Around) -> set[str]:
    found: set[str] = set()
    for policy, selected in around.set.once(guarded):
        if subject in selected:
            spec = child(policy, "spec")
            stated = texts(spec, "policyTypes") if spec.get("policyTypes") is not None else ["Ingress"]
            found.update([*stated, *(["Egress"] if spec.get("egress") else [])])
    return found


def _peer(other: Piece, own: Piece, around: Around) -> dict[str, Any]:
    labels = around.pods_of(other)
    peer: dict[str, Any] = {"podSelector": {"matchLabels": labels} if labels else {}}
    if other.namespace != own.namespace:
        return {"namespaceSelector": {"matchLabels": {NAMESPACE: other.namespace}} if other.namespace else {}, **peer}
    return peer


def _rule(way: str, peers: list[dict[str, Any]], ports: Iterable[Port]) -> dict[str, Any]:
    listed = [{"port": port.port, "protocol": port.protocol} for port in ports]
    return {**({way: peers} if peers else {}), **({"ports": listed} if listed else {})}


def _ingress(piece: Piece, subject: Subject, around: Around, known: Traffic) -> Rules:
    found: Rules = []
    reached = [*known.exposed, *(port for port in _host_ports(subject) if port not in known.exposed)]
    if reached:
        found.append(_rule("from", [], reached))
    for ports, callers in _by_ports(known.callers):
        peers = [_peer(caller, piece, around) for caller in callers]
        found.append(_rule("from", peers, ports))
    if known.served and not known.callers and not known.exposed:
        found.append(_rule("from", [{"podSelector": {}}], known.served))
    if str(child(subject.template, "metadata", "annotations").get(SCRAPED)).lower() == "true":
        found.append({"from": [{"namespaceSelector": {}}]})
    if piece.kind == "StatefulSet" or not found:
        found.append({"from": [{"podSelector": {"matchLabels": around.pods_of(piece)}}]})
    return found


def _egress(piece: Piece, subject: Subject, around: Around, known: Traffic) -> Rules:
    environment: Environment = around.set.context.environment
    found = egress_rules(environment.dns, ())
    for ports, called in _by_ports(known.calls):
        found.append(_rule("to", [_peer(target, piece, around) for target in called], ports))
    for namespace in known.neighbours:
        home = {"namespaceSelector": {"matchLabels": {NAMESPACE: namespace}}} if namespace else {"podSelector": {}}
        found.append({"to": [home]})
    for cidr, port in known.ranges:
        found.append(_rule("to", [{"ipBlock": {"cidr": cidr}}], [Port(port, "TCP")] if port else []))
    if known.hosts:
        numbers = sorted({port for _, port in known.hosts})
        found.append(_rule("to", [], [Port(port, "TCP") for port in numbers] if 0 not in numbers else []))
    if around.rights.of_piece(piece):
        found.append(_rule("to", [], [Port(port, "TCP") for port in API]))
    if piece.kind == "StatefulSet":
        found.append({"to": [{"podSelector": {"matchLabels": around.pods_of(piece)}}]})
    return found


def _host_ports(subject: Subject) -> Iterator[Port]:
    for port in pod_ports(subject.pod):
        if port.get("hostPort"):
            yield Port(port["containerPort"], str(port.get("protocol") or "TCP"))


def _by_ports(others: list[tuple[Piece, Ports]]) -> list[tuple[Ports, list[Piece]]]:
    """The others, those together that talk at the same ports."""
    found: dict[Ports, list[Piece]] = {}
    for piece, ports in others:
        found.setdefault(ports, []).append(piece)
    return list(found.items())


def _unknown(name: str, ways: list[str], known: Traffic, around: Around, piece: Piece) -> Iterator[str]:
    """What a person should look at in the new policy."""
    if "Ingress" in ways:
        if known.exposed:
            yield f"NetworkPolicy '{name}' takes traffic from everywhere at exposed ports; name where it comes from"
        elif known.served and not known.callers:
            yield f"nobody here calls its Service: NetworkPolicy '{name}' lets its whole namespace in; name the callers"
    if "Egress" in ways:
        for host, port in known.hosts:
            shown = f"{host}:{port}" if port else host
            yield f"it calls '{shown}': NetworkPolicy '{name}' opens that port to every address; name the range"
        for namespace in known.neighbours:
            where = f"namespace '{namespace}'" if namespace else "its own namespace"
            yield f"it calls a Service that is not here: NetworkPolicy '{name}' lets it reach all of {where}; name the pods"
        by = around.rights.of_piece(piece)
        if by:
            yield f"it asks the Kubernetes API: NetworkPolicy '{name}' opens ports 443 and 6443 to every address; name it"
