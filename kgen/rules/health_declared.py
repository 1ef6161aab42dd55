"""Somebody has said how to ask a service whether it is well.

Without `health` in the spec both probes ask whether the port accepts connections, which a program that hangs still
does.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import ContainerRule, Fault, Subject, child


def verify(container: Subject) -> Iterator[Fault]:
    live, ready = child(container.value, "livenessProbe"), child(container.value, "readinessProbe")
    if live.get("tcpSocket") is not None and ready.get("tcpSocket") is not None:
        found = "'livenessProbe' and 'readinessProbe' only ask whether the port accepts connections"
        yield Fault("livenessProbe.tcpSocket", f"{found}; it must be declared what is healthy, such as 'health: /healthz'")


RULE = ContainerRule(
    severity="warning",
    of=("containers",),
    verify=verify,
    sure={"livenessProbe.tcpSocket": lambda handler: False},
    condition=(
        "!has(container.livenessProbe) || !has(container.livenessProbe.tcpSocket) || "
        "!has(container.readinessProbe) || !has(container.readinessProbe.tcpSocket)"
    ),
    offline="only the spec says whether asking a port is how health is declared",
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    rows=["F13", "F14"],
    practice="Liveness and readiness probes",
    satisfy="`health: /healthz`, `health: grpc`, or `health: {live: /livez, ready: /readyz}`.",
    manifest="In every container that serves: `readinessProbe` must ask more than `tcpSocket` does, such as `httpGet`.",
)
