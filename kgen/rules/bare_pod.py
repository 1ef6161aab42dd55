"""A pod belongs to a workload that starts it again.

A pod by itself is gone with its node.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject


def verify(pod: Subject) -> Iterator[Fault]:
    yield Fault("kind", "'kind' is 'Pod'; it must be a workload that keeps pods running, such as a Deployment or a Job")


RULE = ObjectRule(
    severity="warning",
    kinds=("Pod",),
    verify=verify,
    condition="false",
    sources=["https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs"],
    asked_by={"kubescape": ["C-0073"], "kyverno": ["prevent-bare-pods", "pod-lifetime"], "popeye": ["208"]},
    rows=["F25"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="Nothing to write; kgen writes it so. Every blueprint makes a workload that keeps pods running.",
    manifest="Instead of a Pod: a Deployment, StatefulSet, DaemonSet, Job or CronJob with the same `spec` as its template.",
)
