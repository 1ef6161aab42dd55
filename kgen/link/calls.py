"""Calls of one service: each resolved to pods or addresses, or a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgen.link.graph import ResolvedCall
from kgen.link.member import Member, number, reference
from kgen.model.container import Port
from kgen.model.traffic import Call
from kgen.problems import Path, Problem
from kgen.validate.messages import nearest

_OUTSIDE = "a neighbour of another repository needs 'namespace', 'pods' and 'port'; an external needs 'host' and 'port'"


def resolve(
    member: Member, members: Mapping[str, Member | None], problems: list[Problem]
) -> Iterator[tuple[ResolvedCall, Port | None]]:
    """Each call with the port of the called service; `members` maps to None what is known but could not be read."""
    for name, call in member.service.calls.items():
        if call.host:
            resolved = _external(member, call, problems)
            if resolved:
                yield resolved, None
        elif call.namespace:
            yield _neighbour(call), None
        elif name not in members:
            hint = nearest(name, members) or _OUTSIDE
            problems.append(
                member.origin.problem(
                    ("calls", name), f"'{name}' is no service of this project", "dangling-call", hint=hint, key=True
                )
            )
        else:
            yield from _internal(member, call, members[name], problems)


def _neighbour(call: Call) -> ResolvedCall:
    return ResolvedCall.model_construct(
        name=call.name,
        env=call.env,
        address=f"{call.name}.{call.namespace}:{call.port}",
        namespace=call.namespace,
        pods=call.pods,
        ports=[number(int(call.port or 0), call.protocol)],
    )


def _external(member: Member, call: Call, problems: list[Problem]) -> ResolvedCall | None:
    traffic = member.environment.external_traffic
    resolved = ResolvedCall.model_construct(
        name=call.name, env=call.env, address=f"{call.host}:{call.port}", ports=[number(int(call.port or 0), call.protocol)]
    )
    if call.cidr:
        return resolved.model_copy(update={"cidr": call.cidr})
    if traffic and traffic.proxy:
        proxy = traffic.proxy
        return resolved.model_copy(update={"namespace": proxy.namespace, "pods": proxy.pods, "ports": [number(proxy.port)]})
    if traffic and traffic.open:
        return resolved.model_copy(update={"open": True})
    problems.append(_no_way_out(member, call))
    return None


def _no_way_out(member: Member, call: Call) -> Problem:
    message = f"'{call.name}' needs its address ranges, as environment '{member.environment.name}' states no 'external_traffic'"
    hint = f"calls: {{{call.name}: {{host: {call.host}, port: {call.port}, cidr: [198.51.100.0/24]}}}}"
    return member.origin.problem(("calls", call.name), message, "missing-fact", hint=hint)


def _internal(
    member: Member, call: Call, called: Member | None, problems: list[Problem]
) -> Iterator[tuple[ResolvedCall, Port | None]]:
    if called is None:
        return
    port = _port(member, call, called, problems)
    if port is None:
        return
    host = called.name if called.namespace == member.namespace else f"{called.name}.{called.namespace}"
    resolved = ResolvedCall.model_construct(
        name=call.name,
        env=call.env,
        address=f"{host}:{port.published or port.port}",
        namespace=called.namespace,
        pods=called.pods,
        ports=[reference(port)],
    )
    yield resolved, port


def _port(member: Member, call: Call, called: Member, problems: list[Problem]) -> Port | None:
    ports = called.service.ports
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
    from dataclasses import replace

    place = called.origin.problem(("ports",) if len(called.service.ports) != 1 else ("ports", *called.service.ports), "", "")
    return replace(problem, hint=f"declared in {place.file}:{place.line}:{place.column}")
