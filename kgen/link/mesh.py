"""The graph in a service mesh: who is known to it, and what each pod needs to be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgen.fragments._mesh import AGENT, CONTROL
from kgen.fragments._peers import is_meshed
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.link.member import Member, number
from kgen.model.facts_mesh import Mesh
from kgen.problems import Path, Problem

Seen = tuple[Member, list[ResolvedCall], list[ResolvedCaller]]

_CONTROL_PLANES: dict[str, tuple[dict[str, str], tuple[int, ...]]] = {
    "istio-sidecar": ({"app": "istiod"}, (15012,)),
    "linkerd": ({}, (8080, 8086, 8090)),
}
"""The pods and ports that proxies get identities, destinations and policies from; in ambient mode none are in the pod.

https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio, and Linkerd's services identity,
destination and policy.
"""


def in_mesh(graph: Iterable[Seen], problems: list[Problem]) -> None:
    """Gives each peer of this project its identity, and each service the way to the control plane; all in place.

    Whoever is not in the mesh could not talk to who is: a problem.
    """
    known = list(graph)
    accounts = {id(member.pods): member.name for member, _, _ in known}
    for member, calls, callers in known:
        mesh = member.environment.mesh
        assert mesh
        calls[:] = [call._replace(account=accounts.get(id(call.pods))) for call in calls]
        callers[:] = [_joined(caller._replace(account=accounts.get(id(caller.pods))), mesh) for caller in callers]
        if mesh.kind in _CONTROL_PLANES:
            calls.append(_control_plane(mesh))
        problems += _left_outside(member, callers, mesh)
        problems += _unfit(member, mesh)


def _joined(caller: ResolvedCaller, mesh: Mesh) -> ResolvedCaller:
    """Monitoring asks Istio's agent in the pod, which takes plain text, and not the program."""
    asks_agent = caller.name == "monitoring" and mesh.kind == "istio-sidecar"
    return caller._replace(ports=[number(AGENT)]) if asks_agent else caller


def _control_plane(mesh: Mesh) -> ResolvedCall:
    pods, ports = _CONTROL_PLANES[mesh.kind]
    namespace = mesh.namespace or CONTROL[mesh.kind]
    return ResolvedCall(name="mesh", namespace=namespace, pods=pods, ports=[number(port) for port in ports])


def _left_outside(member: Member, callers: Iterable[ResolvedCaller], mesh: Mesh) -> Iterator[Problem]:
    service, name = member.service, member.environment.name
    for caller in callers:
        path: Path = ("callers", caller.name)
        if caller.name not in service.callers:
            path = ("expose",) if caller.name == "gateway" else ("metrics",)
        need = ".".join(map(str, path))
        if caller.cidr:
            message = f"'{need}' lets in addresses, and the mesh of environment '{name}' only pods that are in it"
            hint = f"kgen.yaml: environments: {{{name}: {{gateway: {{namespace: …}}}}}} names the gateway's pods"
            yield member.origin.problem(path, message, "missing-fact", hint=hint, key=True)
        elif caller.ports != [number(AGENT)] and not is_meshed(caller, mesh):
            message = f"'{need}' lets in pods of '{caller.namespace}', which are not in the mesh of environment '{name}'"
            hint = f"if they are: kgen.yaml: environments: {{{name}: {{mesh: {{namespaces: [{caller.namespace}]}}}}}}"
            yield member.origin.problem(path, message, "missing-fact", hint=hint, key=True)


def _unfit(member: Member, mesh: Mesh) -> Iterator[Problem]:
    """What a mesh cannot take in."""
    service, name = member.service, member.environment.name
    health = service.health
    probes = [probe for probe in (health.live, health.ready, health.startup) if probe] if health else []
    if mesh.kind == "linkerd" and health and (health.grpc or any(probe.grpc for probe in probes)):
        message = f"'health' asks by gRPC, and the mesh of environment '{name}' (linkerd) lets the node ask by HTTP and TCP only"
        yield member.origin.problem(("health",), message, "unfit", hint="health: /healthz, or tcp", key=True)
    if service.host.network:
        message = f"'host.network' keeps the pods out of the mesh of environment '{name}', in which all others are"
        yield member.origin.problem(("host", "network"), message, "unfit", hint="leave it out", key=True)
