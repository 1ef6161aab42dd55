"""A Service sends to a port that its pods declare.

Requests to another port are refused, and nothing tells why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, Subject, child, maps
from kgen.rules._services import targets


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for service in manifests.of("Service"):
        selected = targets(service, manifests) if child(service, "spec", "selector") else []
        for index, port in enumerate(maps(child(service, "spec"), "ports")):
            target = port.get("targetPort", port.get("port"))
            for workload in selected:
                if target not in _ports(workload):
                    path = f"spec.ports[{index}].targetPort"
                    yield Fault(path, f"'{path}' is {shown(target)}; it must be a port that the pods declare", service)


def _ports(workload: Subject) -> list[Any]:
    lists = [maps(workload.pod, listed) for listed in ("containers", "initContainers")]
    ports = [port for containers in lists for one in containers for port in maps(one, "ports")]
    return [port.get(key) for port in ports for key in ("name", "containerPort")]


RULE = SetRule(
    severity="error",
    kinds=("Service",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={"kube-linter": ["invalid-target-ports"], "popeye": ["1106"]},
    rows=["F18"],
)
