"""What sizes pods names something that exists, and nothing is sized by two.

A VerticalPodAutoscaler without a target recommends nothing; two for one workload undo each other's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, child, namespace_of

KIND = "VerticalPodAutoscaler"


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    sized: set[tuple[Any, ...]] = set()
    path = "spec.targetRef"
    for autoscaler in manifests.of(KIND):
        target = child(autoscaler, "spec", "targetRef")
        kind, name, namespace = target.get("kind"), target.get("name"), namespace_of(autoscaler)
        if manifests.named(kind, namespace, name) is None:
            yield Fault(path, f"'{path}' names {kind} {shown(name)}, which is not there; it must name a workload", autoscaler)
            continue
        if (kind, name, namespace) in sized:
            yield Fault(path, f"'{path}' names {kind} {shown(name)}, which another one sizes; leave one out", autoscaler)
        sized.add((kind, name, namespace))


RULE = SetRule(
    severity="warning",
    kinds=(KIND,),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/"],
    asked_by={"kyverno": ["verify-vpa-target", "prevent-duplicate-vpa"]},
    rows=["F5"],
    practice="Copies follow the load",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest="In a VerticalPodAutoscaler: `spec.targetRef` must name a workload of the set, and no other may name the same.",
)
