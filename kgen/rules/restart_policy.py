"""It is stated that a service's containers are started again.

It is what the platform does anyway for pods that shall always run; stated, nobody has to know.
"""

from __future__ import annotations

from kgen.rules import PodRule, equals

RULE = PodRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
    path="restartPolicy",
    expect=equals("Always"),
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/"],
    asked_by={"kube-linter": ["restart-policy"]},
    rows=["F21"],
    practice="Manifests are checked before they are applied",
    satisfy="Nothing to write; kgen fills it in.",
)
