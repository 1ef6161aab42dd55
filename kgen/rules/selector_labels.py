"""A workload selects its own pods.

The API server refuses a selector that does not match the labels of the template.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, Subject, WorkloadRule, child, needed, selected
from kgen.rules._selection import cel


def _selects_own(spec: Any) -> bool:
    return selected(spec.get("selector") if isinstance(spec, dict) else None, child(spec, "template", "metadata", "labels"))


def verify(workload: Subject) -> Iterator[Fault]:
    if not selected(child(workload.value, "spec").get("selector"), workload.labels):
        message = "'spec.selector' does not match the labels of the pod template; it must select the workload's own pods"
        yield Fault("spec.selector", message)


RULE = WorkloadRule(
    severity="error",
    kinds=("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
    verify=verify,
    sure={"spec": needed(_selects_own)},
    condition=cel("object.spec.selector", "object.spec.template"),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
    asked_by={
        "kube-score": [
            "deployment-pod-selector-labels-match-template-metadata-labels",
            "statefulset-pod-selector-labels-match-template-metadata-labels",
        ],
        "kube-linter": ["mismatching-selector"],
        "kubescape": ["C-0296"],
        "popeye": ["508"],
    },
    rows=["H8"],
    practice="Manifests are checked before they are applied",
    satisfy="`selector` only to take over objects that run already.",
    manifest="In a Deployment, StatefulSet, DaemonSet or ReplicaSet: `spec.selector` must match the labels of its template.",
)
