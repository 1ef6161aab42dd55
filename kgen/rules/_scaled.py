"""How many copies of a workload run, and who decides."""

from __future__ import annotations

from typing import Any

from kgen.rules._pods import Manifest, child
from kgen.rules._subject import ManifestSet, Subject, name_of, namespace_of

AUTOSCALERS = {"HorizontalPodAutoscaler": "minReplicas", "ScaledObject": "minReplicaCount"}
"""Kinds that scale workloads, and where they say how many copies there are at least; KEDA's target is a Deployment by default."""

Scaled = list[tuple[tuple[Any, Any, str], Manifest]]


def target_of(autoscaler: Manifest) -> tuple[Any, Any, str]:
    """Kind, name and namespace of what an autoscaler scales."""
    target = child(autoscaler, "spec", "scaleTargetRef")
    kind = target.get("kind") or ("Deployment" if autoscaler.get("kind") == "ScaledObject" else None)
    return kind, target.get("name"), namespace_of(autoscaler)


def _scaled(manifests: ManifestSet) -> Scaled:
    """The autoscalers with their targets."""
    return [(target_of(one), one) for one in manifests.of(*AUTOSCALERS)]


def autoscaler_of(workload: Subject) -> Manifest | None:
    """The autoscaler that scales a workload, or None."""
    for (kind, name, namespace), autoscaler in workload.set.once(_scaled):
        if kind == workload.kind and name == name_of(workload.manifest) and namespace == namespace_of(workload.manifest):
            return autoscaler
    return None


def fewest(workload: Subject) -> int:
    """The fewest copies that run while any does: the autoscaler's minimum, or `replicas`; the API's default for both is one."""
    autoscaler = autoscaler_of(workload)
    fewest = AUTOSCALERS[autoscaler["kind"]] if autoscaler else "replicas"
    number = child(autoscaler or workload.manifest, "spec").get(fewest)
    return max(number, 1) if isinstance(number, int) else 1


def is_single(workload: Subject) -> bool:
    """Whether never more than one copy runs at a time: one replica, replaced by ending it first."""
    spec = child(workload.manifest, "spec")
    return spec.get("replicas") == 1 and child(spec, "strategy").get("type") == "Recreate"
