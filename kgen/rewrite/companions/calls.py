"""Who calls whom, as far as manifests tell: Services, and the places where others mention their names."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from kgen.rewrite.companions.around import Around, pod_ports
from kgen.rewrite.companions.mentions import Mention, mentions
from kgen.rewrite.piece import Piece
from kgen.rules import Manifest, Subject, child, maps, name_of, namespace_of
from kgen.rules._services import targets

PLAIN = ("ConfigMap", "Secret", "Service", "ServiceAccount", "NetworkPolicy", "PodDisruptionBudget", "HorizontalPodAutoscaler")
"""Kinds that send no traffic to a Service they name."""

LOCAL = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 - names of the machine itself in other people's texts


class Port(NamedTuple):
    port: int
    protocol: str


Item = TypeVar("Item")

Ports = tuple[Port, ...]
"""Ports of pods; none means all, where a manifest does not tell."""


@dataclass(slots=True)
class Traffic:
    """What is known of one workload: whom it calls, who calls it.

    `calls` and `callers` are workloads with the ports of the one that is called; `neighbours` are namespaces with Services that
    are not here (its own is empty); `hosts` are addresses outside with their ports (0: any); `ranges` are addresses written as
    numbers; `exposed` are ports that somebody outside of these manifests reaches; `served` those of its Services.
    """

    calls: list[tuple[Piece, Ports]] = field(default_factory=list)
    callers: list[tuple[Piece, Ports]] = field(default_factory=list)
    neighbours: list[str] = field(default_factory=list)
    hosts: list[tuple[str, int]] = field(default_factory=list)
    ranges: list[tuple[str, int]] = field(default_factory=list)
    exposed: list[Port] = field(default_factory=list)
    served: list[Port] = field(default_factory=list)


def traffic(around: Around) -> dict[int, Traffic]:
    """What the manifests tell of every workload, by the `id` of its piece."""
    return _Graph(around).found


class _Graph:
    def __init__(self, around: Around) -> None:
        self._around = around
        self._pieces = {id(piece.manifest): piece for piece in around.pieces}
        self._services = {(namespace_of(one), name_of(one)): one for one in around.set.of("Service")}
        self._targeted: dict[int, list[Subject]] = {}
        self.found = {id(piece): Traffic() for piece, _ in around.workloads}
        for service in self._services.values():
            self._serve(service)
        for piece, subject in around.workloads:
            for mention in mentions(subject.pod, self._settings(piece.namespace)):
                self._follow(piece, mention)

    def _settings(self, namespace: str) -> dict[str, Manifest]:
        maps_of = (one for one in self._around.set.of("ConfigMap") if namespace_of(one) == namespace)
        return {name_of(one): child(one, "data") for one in maps_of}

    def _serve(self, service: Manifest) -> None:
        """Notes which ports of pods a Service leads to, and whether somebody outside reaches it."""
        exposed = child(service, "spec").get("type") in ("LoadBalancer", "NodePort") or self._is_routed(service)
        for subject in self._targets(service):
            known = self.found.get(id(self._pieces[id(subject.manifest)]))
            if known is not None:
                ports = _ports(service, subject, 0)
                known.served += [port for port in ports if port not in known.served]
                known.exposed += [port for port in ports if exposed and port not in known.exposed]

    def _targets(self, service: Manifest) -> list[Subject]:
        if id(service) not in self._targeted:
            has_selector = bool(child(service, "spec", "selector"))
            self._targeted[id(service)] = targets(service, self._around.set) if has_selector else []
        return self._targeted[id(service)]

    def _is_routed(self, service: Manifest) -> bool:
        """Whether a route, an Ingress or a webhook names the Service."""
        name = json.dumps(name_of(service))
        return any(name in text for text in self._around.set.once(_routes))

    def _follow(self, piece: Piece, mention: Mention) -> None:
        service = self._service(piece.namespace, mention.host)
        if service is not None and child(service, "spec", "selector"):
            self._call(piece, service, mention.port)
        elif mention.certain and service is None:
            self._leave(piece, mention)

    def _call(self, piece: Piece, service: Manifest, port: int) -> None:
        for subject in self._targets(service):
            target = self._pieces[id(subject.manifest)]
            if id(target) not in self.found:
                continue
            ports = _ports(service, subject, port)
            _note(self.found[id(piece)].calls, (target, ports))
            _note(self.found[id(target)].callers, (piece, ports))

    def _service(self, own: str, host: str) -> Manifest | None:
        """The Service that a host name means: `cart`, `cart.shop`, `cart-0.cart`, `cart.shop.svc.cluster.local`."""
        labels = host.split(".")
        if "svc" in labels[2:]:
            labels = labels[: labels.index("svc", 2)][-2:]
            return self._services.get((labels[1], labels[0])) or self._services.get(("", labels[0]))
        asked = [(own, labels[0])] if len(labels) == 1 else [(labels[1], labels[0]), (own, labels[1])] if len(labels) == 2 else []
        asked += [(labels[2], labels[1])] if len(labels) == 3 else []
        return next((self._services[key] for key in asked if key in self._services), None)

    def _leave(self, piece: Piece, mention: Mention) -> None:
        """Notes what is not among these manifests."""
        known, labels = self.found[id(piece)], mention.host.split(".")
        if mention.host in LOCAL:
            return
        if len(labels) == 1 and not labels[0].isdigit():
            _note(known.neighbours, "")
        elif "svc" in labels[2:]:
            _note(known.neighbours, labels[labels.index("svc", 2) - 1])
        elif _is_address(mention.host):
            _note(known.ranges, (f"{mention.host}/32", mention.port))
        elif len(labels) > 1 and labels[-1].isalpha():
            _note(known.hosts, (mention.host, mention.port))


def _note(found: list[Item], item: Item) -> None:
    if item not in found:
        found.append(item)


def _routes(around: object) -> list[str]:
    """The texts of the objects that may send traffic to a Service: neither workloads nor those that only describe."""
    subjects = getattr(around, "subjects", ())
    return [json.dumps(one.manifest, default=str) for one in subjects if not one.pod and one.kind not in PLAIN]


def _ports(service: Manifest, subject: Subject, asked: int) -> Ports:
    """The ports of pods that a Service leads to, all or the one that is `asked` for; none if a manifest does not tell."""
    declared = maps(child(service, "spec"), "ports")
    chosen = [port for port in declared if port.get("port") == asked] or declared
    found = [_pod_port(port, subject) for port in chosen]
    if not found or None in found:
        return ()
    return tuple(dict.fromkeys(port for port in found if port))


def _pod_port(port: Manifest, subject: Subject) -> Port | None:
    target, protocol = port.get("targetPort"), str(port.get("protocol") or "TCP")
    if target is None:
        target = port.get("port")
    if isinstance(target, str):
        target = next((one["containerPort"] for one in pod_ports(subject.pod) if one.get("name") == target), None)
    return Port(target, protocol) if type(target) is int else None


def _is_address(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True
