"""An autoscaler keeps at least two copies and may add more.

With one it waits for the load to come and the copy to fail; with equal bounds it scales nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, needed


def _is_range(spec: Any) -> bool:
    fewest, most = (spec.get("minReplicas"), spec.get("maxReplicas")) if isinstance(spec, dict) else (None, None)
    return isinstance(fewest, int) and isinstance(most, int) and 2 <= fewest < most


def verify(autoscaler: Subject) -> Iterator[Fault]:
    spec = child(autoscaler.value, "spec")
    fewest, most = spec.get("minReplicas"), spec.get("maxReplicas")
    if not isinstance(fewest, int) or fewest < 2:
        state = "is not set" if fewest is None else f"is {shown(fewest)}"
        yield Fault("spec.minReplicas", f"'spec.minReplicas' {state}; it must be above 1")
    elif not isinstance(most, int) or most <= fewest:
        yield Fault("spec.maxReplicas", f"'spec.maxReplicas' is {shown(most)}; it must be above {fewest}, the minimum")


RULE = ObjectRule(
    severity="warning",
    kinds=("HorizontalPodAutoscaler",),
    verify=verify,
    sure={"spec": needed(_is_range)},
    condition=(
        "has(object.spec.minReplicas) && object.spec.minReplicas > 1 && "
        "has(object.spec.maxReplicas) && object.spec.maxReplicas > object.spec.minReplicas"
    ),
    sources=["https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/"],
    asked_by={
        "kube-score": ["horizontalpodautoscaler-replicas"],
        "kube-linter": ["hpa-minimum-three-replicas"],
        "polaris": ["hpaMinAvailability", "hpaMaxAvailability"],
    },
    rows=["F2"],
    practice="Copies follow the load",
    satisfy="`autoscale: {min: 3, max: 10}`, with `min` above 1 and `max` above `min`.",
    manifest="In a HorizontalPodAutoscaler: `spec.minReplicas` must be above 1, and `spec.maxReplicas` above that.",
)
