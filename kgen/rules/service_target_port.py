"""A Service sends to a port that its pods declare.

Requests to another port are refused, and nothing tells why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, Subject, maps
from kgen.rules._selection import served


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for service, workloads in manifests.once(served):
        for declared in map(_ports, workloads):
            for index, port in enumerate(maps(service["spec"], "ports")):
                target = port.get("targetPort") or port.get("port")
                if target not in declared:
                    path = f"spec.ports[{index}].targetPort"
                    yield Fault(path, f"'{path}' is {shown(target)}; it must be a port that the pods declare", service)


def _ports(workload: Subject) -> list[Any]:
    containers = maps(workload.pod, "containers") + maps(workload.pod, "initContainers")
    ports = [port for one in containers for port in maps(one, "ports")]
    return [port.get(key) for port in ports for key in ("name", "containerPort")]


RULE = SetRule(
    severity="error",
    kinds=("Service",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={"kube-linter": ["invalid-target-ports"], "popeye": ["1106"]},
    rows=["F18"],
    practice="Manifests are checked before they are applied",
    satisfy="`ports: {http: 80:8080}` gives both ends.",
    manifest="In a Service: `spec.ports[].targetPort` must be a name or number of the pods' `ports`.",
)
