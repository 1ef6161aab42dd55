"""What an autoscaler scales states no number of copies.

Each deployment would throw the service back to that number, in the middle of its load.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.problems import visible
from kgen.rules import Fault, Subject, WorkloadRule, child, name_of
from kgen.rules._scaled import autoscaler_of


def verify(workload: Subject) -> Iterator[Fault]:
    autoscaler = autoscaler_of(workload)
    replicas = child(workload.value, "spec").get("replicas")
    if autoscaler and replicas is not None:
        decides = f"{autoscaler['kind']} {visible(name_of(autoscaler))} decides"
        message = f"'spec.replicas' is {shown(replicas)}; leave it out, {decides}"
        yield Fault("spec.replicas", message)


RULE = WorkloadRule(
    severity="error",
    kinds=("Deployment", "StatefulSet", "ReplicaSet"),
    verify=verify,
    sure={"spec.replicas": lambda replicas: False},
    sources=[
        "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling"
    ],
    asked_by={"kube-score": ["deployment-targeted-by-hpa-does-not-have-replicas-configured"]},
    rows=["F4"],
    practice="Copies follow the load",
    satisfy="`autoscale` instead of `replicas`: the later of the two removes the other.",
    manifest="In a workload that an autoscaler names: `spec.replicas` must be left out.",
)
