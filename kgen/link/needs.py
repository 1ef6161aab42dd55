"""What a service needs of the platform: the traffic it must let through, or a problem where the environment lacks the fact."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.fragments.exposed_port import exposed_port
from kgen.link.graph import PortRef, ResolvedCall, ResolvedCaller
from kgen.link.identity import identity
from kgen.link.member import Member, number, reference
from kgen.link.missing import missing
from kgen.link.observing import monitoring, tracing
from kgen.problems import Problem


def needed_calls(member: Member, problems: list[Problem]) -> Iterator[ResolvedCall]:
    """The API server where permissions are declared, what gives out credentials to an identity, what takes traces, and the
    service's own copies where they are peers."""
    service, facts = member.service, member.environment
    if service.permissions:
        if facts.api_server:
            server = facts.api_server
            yield ResolvedCall(name="api-server", cidr=server.cidr, ports=[number(server.port)])
        else:
            problems.append(missing(member, "permissions", "api_server", "api_server: [10.0.0.1/32]"))
    if service.identity:
        yield from identity(member, problems)
    collector = tracing(member, problems)
    if collector:
        yield collector
    if service.peers:
        yield ResolvedCall(name="peers", namespace=member.namespace, pods=member.pods, ports=_peer_ports(member))


def needed_callers(member: Member, problems: list[Problem]) -> Iterator[ResolvedCaller]:
    """Neighbours, the gateway of an exposed service, the monitoring of one that tells figures, and its own copies as peers."""
    for caller in member.service.callers.values():
        ports = [reference(port) for name, port in member.service.ports.items() if not caller.ports or name in caller.ports]
        yield ResolvedCaller(name=caller.name, namespace=caller.namespace, pods=caller.pods, ports=ports)
    for need in (_gateway, monitoring):
        caller_of_platform = need(member, problems)
        if caller_of_platform:
            yield caller_of_platform
    if member.service.peers:
        yield ResolvedCaller(name="peers", namespace=member.namespace, pods=member.pods, ports=_peer_ports(member))


def storage(member: Member, problems: list[Problem]) -> None:
    """A new claim needs a storage class: the volume's own, or the environment's."""
    for name, volume in member.service.volumes.items():
        if ("volumes", name) in member.left_out:
            continue
        if volume.size and not volume.storage_class and not member.environment.storage_class:
            problems.append(missing(member, f"volumes.{name}", "storage_class", "storage_class: standard"))


def workload(member: Member, problems: list[Problem]) -> None:
    """A queue needs something that asks how long it is; a part of the node needs a namespace in which pods may have it."""
    service, facts = member.service, member.environment
    if service.autoscale and service.autoscale.queue and not facts.queue_scaler:
        problems.append(missing(member, "autoscale.queue", "queue_scaler", "queue_scaler: keda"))
    host = service.host
    if (host.network or host.pid or host.ipc or host.paths) and facts.namespace and facts.namespace.pod_security != "privileged":
        message = (
            f"'host' needs a namespace that allows it, and '{facts.namespace.name}' in environment '{facts.name}' enforces "
            f"the Pod Security level '{facts.namespace.pod_security}'"
        )
        level = f"{{levels: {{{facts.namespace.name}: privileged}}}}"
        hint = f"kgen.yaml: environments: {{{facts.name}: {{namespace: {level}}}}}"
        problems.append(member.origin.problem(("host",), message, "missing-fact", hint=hint, key=True))


def _gateway(member: Member, problems: list[Problem]) -> ResolvedCaller | None:
    service, gateway = member.service, member.environment.gateway
    if service.expose is None or not service.ports:
        return None
    if service.expose.port and service.expose.port not in service.ports:
        return None
    if gateway is None:
        problems.append(missing(member, "expose", "gateway", "gateway: {name: public, namespace: gateway-system}"))
        return None
    return ResolvedCaller(
        name="gateway",
        namespace=gateway.namespace,
        pods=gateway.pods,
        cidr=gateway.cidr,
        ports=[reference(exposed_port(service))],
    )


def _peer_ports(member: Member) -> list[PortRef]:
    peers = member.service.peers
    return [reference(port) for name, port in member.service.ports.items() if not peers or not peers.ports or name in peers.ports]
