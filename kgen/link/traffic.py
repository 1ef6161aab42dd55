"""What the facts of an environment allow of a service's traffic: what its gateway can do, and who weighs a canary."""

from __future__ import annotations

from kgen.fragments._copies import reachable
from kgen.fragments.exposed_port import exposed_port
from kgen.link.member import Member
from kgen.model.environment import Gateway
from kgen.model.traffic import Expose
from kgen.problems import Path, Problem


def traffic(member: Member, problems: list[Problem]) -> None:
    """A problem for each thing that the environment's way of exposing or rolling out cannot give."""
    service, gateway = member.service, member.environment.gateway
    if service.expose and gateway and service.ports and (service.expose.port or next(iter(service.ports))) in service.ports:
        (_by_ingress if gateway.api == "ingress" else _by_gateway)(member, service.expose, gateway, problems)
    if service.canary:
        _canary(member, problems)


def _by_ingress(member: Member, expose: Expose, gateway: Gateway, problems: list[Problem]) -> None:
    for field in ("timeout", "redirects"):
        if getattr(expose, field):
            message = f"'{field}' needs the Gateway API, and environment '{member.environment.name}' has an Ingress"
            problems.append(_at(member, ("expose", field), message))


def _by_gateway(member: Member, expose: Expose, gateway: Gateway, problems: list[Problem]) -> None:
    if expose.tls and not gateway.own_listeners:
        message = (
            f"'tls' needs listeners of the service's own: in environment '{member.environment.name}' the certificate is "
            "the Gateway's"
        )
        problems.append(_at(member, ("expose", "tls"), message, "kgen.yaml: gateway: {own_listeners: true}, or leave 'tls' out"))
    if exposed_port(member.service).protocol == "grpc":
        given = [field for field in ("timeout", "redirects", "paths") if getattr(expose, field)]
        for field in (*given, *(["path"] if expose.path != "/" else [])):
            problems += [_at(member, ("expose", field), f"'{field}' is for HTTP; a gRPC port is exposed as it is")]


def _canary(member: Member, problems: list[Problem]) -> None:
    service, facts = member.service, member.environment
    assert service.canary
    if facts.rollouts == "gateway" and not service.expose:
        message = f"in environment '{facts.name}' the gateway weighs the versions, and only what is exposed comes through it"
        problems.append(_at(member, ("canary",), message, "expose: shop.acme.dev"))
    elif facts.rollouts == "gateway" and facts.gateway and facts.gateway.api != "gateway":
        message = f"a canary by the gateway needs the Gateway API, and environment '{facts.name}' has an Ingress"
        problems.append(_at(member, ("canary",), message, "kgen.yaml: rollouts: replicas"))
    elif facts.rollouts == "replicas":
        _by_copies(member, service.canary.weight, problems)


def _by_copies(member: Member, weight: int, problems: list[Problem]) -> None:
    service, facts = member.service, member.environment
    if service.replicas is None:
        message = (
            f"in environment '{facts.name}' the number of copies gives a version its weight, and here an autoscaler decides "
            "that number"
        )
        problems.append(_at(member, ("canary", "weight"), message, "kgen.yaml: rollouts: gateway (or argo)"))
        return
    weights = reachable(service.replicas) if service.replicas > 1 else []
    if weight not in weights:
        near = sorted(sorted(weights, key=lambda other: (abs(other - weight), other))[:2])
        copies = f"{service.replicas} {'copy' if service.replicas == 1 else 'copies'}"
        instead = f"; they can give {' or '.join(map(str, near))}" if near else ""
        message = f"{copies} cannot give a weight of {weight}{instead}"
        problems.append(_at(member, ("canary", "weight"), message, f"replicas: {_enough(weight)}"))


def _enough(weight: int) -> int:
    """The fewest copies that give a weight exactly, or as a whole number of per cent."""
    return next(copies for copies in range(2, 101) if weight in reachable(copies))


def _at(member: Member, path: Path, message: str, hint: str = "") -> Problem:
    return member.origin.problem(path, message, "unfit", hint=hint, key=True)
