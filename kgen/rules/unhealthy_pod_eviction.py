"""A disruption budget does not protect pods that do not work.

By default a copy that never gets ready cannot be evicted, and the drain of its node waits for ever.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, equals

RULE = ObjectRule(
    severity="error",
    kinds=("PodDisruptionBudget",),
    path="spec.unhealthyPodEvictionPolicy",
    expect=equals("AlwaysAllow"),
    sources=["https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy"],
    asked_by={"kube-linter": ["pdb-unhealthy-pod-eviction-policy"]},
    rows=["F9"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="Nothing to write; kgen fills it in.",
)
