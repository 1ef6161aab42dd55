"""Probes ask a port that the container declares.

A name that no port bears makes the kubelet's question fail, and the pod restart for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, ContainerRule, Fault, Subject, child, maps
from kgen.rules._probes import NETWORK, PROBES


def _declared(probe: str, handler: str) -> str:
    known = f"p.containerPort == {probe}.{handler}.port || (has(p.name) && p.name == {probe}.{handler}.port)"
    declared = f"(has(container.ports) && container.ports.exists(p, {known}))"
    return f"(!has({probe}) || !has({probe}.{handler}) || {declared})"


def verify(container: Subject) -> Iterator[Fault]:
    known = [port.get(key) for port in maps(container.value, "ports") for key in ("name", "containerPort")]
    for probe in PROBES:
        handlers = child(container.value, probe)
        for handler in NETWORK if handlers else ():
            asked = child(handlers, handler).get("port") if handler in handlers else None
            if asked is not None and asked not in known:
                path = f"{probe}.{handler}.port"
                yield Fault(path, f"'{path}' is {shown(asked)}; it must be a port that the container declares")


RULE = ContainerRule(
    severity="error",
    of=WITH_RESOURCES,
    verify=verify,
    condition=" && ".join(_declared(f"container.{probe}", handler) for probe in PROBES for handler in NETWORK),
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    asked_by={"kube-linter": ["liveness-port", "readiness-port", "startup-port"]},
    rows=["F16"],
    practice="Liveness and readiness probes",
    satisfy="`health: {live: {path: /livez, port: admin}}`, with the name of one of the `ports`.",
    manifest="In every container and init container: the `port` of each probe must be a name or number of its `ports`.",
)
