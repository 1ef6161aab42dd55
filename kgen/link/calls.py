"""Calls of one service: each resolved to pods or addresses, or a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kgen.link.graph import ResolvedCall
from kgen.link.member import Member, number, reference
from kgen.model.container import Port
from kgen.model.traffic import Call
from kgen.problems import Path, Problem
from kgen.validate.calls import port_number
from kgen.validate.messages import nearest

_OUTSIDE = """a neighbour, in another repository: {name}: {{namespace: shop, pods: {{app: {name}}}, port: 8080}}
an external: {name}: {{host: {name}.acme.dev, port: 443, cidr: [198.51.100.0/24]}}"""


class Known(NamedTuple):
    """The services that can be called. `members` maps to None what is known but could not be read.

    `complete`: there is no service whose name could not be read; only then is an unknown name a problem of who calls.
    """

    members: Mapping[str, Member | None]
    complete: bool = True


def resolve(member: Member, known: Known, problems: list[Problem]) -> Iterator[tuple[ResolvedCall, Port | None]]:
    """Each call with the port of the called service; calls of which something was left out are not looked at."""
    for name, call in member.service.calls.items():
        if ("calls", name) in member.left_out:
            continue
        if call.host or call.namespace:
            port = port_number(call)
            resolved = port and (_external(member, call, port, problems) if call.host else _neighbour(call, port))
            if resolved:
                yield resolved, None
        elif name not in known.members:
            problems += _dangling(member, name, known)
        else:
            yield from _internal(member, call, known.members[name], problems)


def _dangling(member: Member, name: str, known: Known) -> Iterator[Problem]:
    near = nearest(name, known.members)
    if near or known.complete:
        hint = near or _OUTSIDE.format(name=name)
        yield member.origin.problem(
            ("calls", name), f"'{name}' is no service of this project", "dangling-call", hint=hint, key=True
        )


def _neighbour(call: Call, port: int) -> ResolvedCall:
    return ResolvedCall(
        name=call.name,
        env=call.env,
        address=f"{call.name}.{call.namespace}:{port}",
        namespace=call.namespace,
        pods=call.pods,
        ports=[number(port, call.protocol)],
    )


def _external(member: Member, call: Call, port: int, problems: list[Problem]) -> ResolvedCall | None:
    traffic = member.environment.external_traffic
    resolved = ResolvedCall(name=call.name, env=call.env, address=f"{call.host}:{port}", ports=[number(port, call.protocol)])
    if call.cidr:
        return resolved._replace(cidr=call.cidr)
    if traffic and traffic.proxy:
        proxy = traffic.proxy
        return resolved._replace(namespace=proxy.namespace, pods=proxy.pods, ports=[number(proxy.port)])
    if traffic and traffic.fqdn:
        return resolved._replace(host=call.host)
    if traffic and traffic.open:
        return resolved._replace(open=True)
    problems.append(_no_way_out(member, call))
    return None


def _no_way_out(member: Member, call: Call) -> Problem:
    message = f"'{call.name}' needs its address ranges, as environment '{member.environment.name}' states no 'external_traffic'"
    hint = f"calls: {{{call.name}: {{host: {call.host}, port: {call.port}, cidr: [198.51.100.0/24]}}}}"
    return member.origin.problem(("calls", call.name), message, "missing-fact", hint=hint)


def _internal(
    member: Member, call: Call, called: Member | None, problems: list[Problem]
) -> Iterator[tuple[ResolvedCall, Port | None]]:
    if called is None or called.lacks("ports"):
        return
    port = _port(member, call, called, problems)
    if port is None:
        return
    host = called.name if called.namespace == member.namespace else f"{called.name}.{called.namespace}"
    resolved = ResolvedCall(
        name=call.name,
        env=call.env,
        address=f"{host}:{port.published or port.port}",
        namespace=called.namespace,
        pods=called.pods,
        ports=[reference(port)],
    )
    yield resolved, port


def _port(member: Member, call: Call, called: Member, problems: list[Problem]) -> Port | None:
    ports = called.ports
    path: Path = ("calls", call.name)
    if call.port is None:
        if len(ports) == 1:
            return next(iter(ports.values()))
        message = (
            f"'{call.name}' listens on {_several(ports)}; say which port is called"
            if ports
            else f"'{call.name}' listens on no port"
        )
        problems.append(_with_declaration(member.origin.problem(path, message, "wrong-port"), called))
        return None
    for port in ports.values():
        if call.port in (port.name, str(port.published or port.port)):
            return port
    message = f"'{call.name}' has no port {call.port}; " + (f"it listens on {_several(ports)}" if ports else "it listens on none")
    problems.append(_with_declaration(member.origin.problem((*path, "port"), message, "wrong-port"), called))
    return None


def _several(ports: Mapping[str, Port]) -> str:
    return ", ".join(f"{port.published or port.port} ({name})" for name, port in sorted(ports.items()))


def _with_declaration(problem: Problem, called: Member) -> Problem:
    """The problem with a pointer to where the called service declares its ports."""
    path = ("ports", *called.ports) if len(called.ports) == 1 else ("ports",)
    place = called.origin.problem(path, "", "", key=True)
    return replace(problem, hint=f"declared in {place.file}:{place.line}:{place.column}")
