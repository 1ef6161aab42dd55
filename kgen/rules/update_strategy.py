"""A new version of a stateful or node service replaces the old one copy by copy.

With `OnDelete` old versions stay until somebody ends each pod by hand.
"""

from __future__ import annotations

from kgen.rules import WorkloadRule, equals

RULE = WorkloadRule(
    severity="warning",
    kinds=("StatefulSet", "DaemonSet"),
    path="spec.updateStrategy.type",
    expect=equals("RollingUpdate"),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies"],
    asked_by={"kube-linter": ["no-rolling-update-strategy"]},
    rows=["F12"],
    practice="Rolling updates without loss",
    satisfy="Nothing to write; kgen fills it in.",
)
