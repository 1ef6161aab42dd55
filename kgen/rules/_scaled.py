"""How many copies of a workload run, and who decides."""

from __future__ import annotations

from typing import Any

from kgen.rules._pods import Manifest, child
from kgen.rules._subject import ManifestSet, Subject, name_of, namespace_of

AUTOSCALERS = {"HorizontalPodAutoscaler": "minReplicas", "ScaledObject": "minReplicaCount"}
"""Kinds that scale workloads, and where they say how many copies there are at least; KEDA's target is a Deployment by default."""

Scaled = dict[tuple[str, str, str], Manifest]


def target_of(autoscaler: Manifest) -> tuple[Any, Any, str]:
    """Kind, name and namespace of what an autoscaler scales."""
    target = child(autoscaler, "spec", "scaleTargetRef")
    kind = target.get("kind") or ("Deployment" if autoscaler.get("kind") == "ScaledObject" else None)
    return kind, target.get("name"), namespace_of(autoscaler)


def _scaled(manifests: ManifestSet) -> Scaled:
    """The autoscalers by their targets; of several the first."""
    found: Scaled = {}
    for one in manifests.of(*AUTOSCALERS):
        kind, name, namespace = target_of(one)
        if isinstance(kind, str) and isinstance(name, str):
            found.setdefault((kind, name, namespace), one)
    return found


def autoscaler_of(workload: Subject) -> Manifest | None:
    """The autoscaler that scales a workload, or None."""
    manifest = workload.manifest
    return workload.set.once(_scaled).get((workload.kind, name_of(manifest), namespace_of(manifest)))


def fewest(workload: Subject) -> int:
    """The fewest copies that run while any does: the autoscaler's minimum, or `replicas`; the API's default for both is one."""
    autoscaler = autoscaler_of(workload)
    fewest = AUTOSCALERS[autoscaler["kind"]] if autoscaler else "replicas"
    number = child(autoscaler or workload.manifest, "spec").get(fewest)
    return max(number, 1) if isinstance(number, int) else 1


def _adopted(manifests: ManifestSet) -> dict[tuple[Any, Any, str], str]:
    """The Rollouts of Argo that take their pods from another workload, by kind, name and namespace of that."""
    references = ((child(one, "spec", "workloadRef"), one) for one in manifests.of("Rollout"))
    return {(ref.get("kind"), ref.get("name"), namespace_of(one)): name_of(one) for ref, one in references if ref}


def rollout_of(workload: Subject) -> str:
    """The name of the Rollout that runs a workload's pods in its place; empty if there is none
    (https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout).
    """
    key = workload.kind, name_of(workload.manifest), namespace_of(workload.manifest)
    return workload.set.once(_adopted).get(key, "")


_NAME, _INSTANCE = "app.kubernetes.io/name", "app.kubernetes.io/instance"


def _by_name(manifests: ManifestSet) -> dict[tuple[str, Any], list[str]]:
    """The Deployments that bear one name, by namespace and that name."""
    found: dict[tuple[str, Any], list[str]] = {}
    for one in manifests.of("Deployment"):
        labels = child(one, "metadata", "labels")
        if labels.get(_NAME) and labels.get(_INSTANCE) == name_of(one):
            found.setdefault((namespace_of(one), labels[_NAME]), []).append(name_of(one))
    return found


def main_of(workload: Subject) -> str:
    """The name of the workload that a canary runs beside: the one whose instance is the name that both share. Else empty."""
    labels = child(workload.manifest, "metadata", "labels")
    name = labels.get(_NAME)
    if not name or labels.get(_INSTANCE) == name:
        return ""
    others = workload.set.once(_by_name).get((namespace_of(workload.manifest), name), ())
    return str(name) if name in others else ""


def is_single(workload: Subject) -> bool:
    """Whether never more than one copy runs at a time: one replica, replaced by ending it first."""
    spec = child(workload.manifest, "spec")
    return spec.get("replicas") == 1 and child(spec, "strategy").get("type") == "Recreate"
