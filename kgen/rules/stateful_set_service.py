"""A StatefulSet has a headless Service that names its pods.

Without it the members have no addresses of their own and cannot find each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, child, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for workload in manifests.of("StatefulSet"):
        name = child(workload, "spec").get("serviceName")
        service = manifests.named("Service", namespace_of(workload), name)
        if child(service, "spec").get("clusterIP") != "None":
            state = "is not set" if name is None else f"is {shown(name)}"
            message = f"'spec.serviceName' {state}; it must name a Service with 'clusterIP: None'"
            yield Fault("spec.serviceName", message, workload)


RULE = SetRule(
    severity="error",
    risk="a StatefulSet that runs already has to be made anew",
    kinds=("StatefulSet",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
    asked_by={"kube-score": ["statefulset-has-servicename"]},
    rows=["F26"],
    practice="State is kept, and can be found",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In a StatefulSet: `spec.serviceName` must be that of a Service with `clusterIP: None` in the same namespace.",
)
