"""A new copy has to stay well for a moment before the next one is replaced.

A program that fails just after its start would otherwise replace all copies within seconds.
"""

from __future__ import annotations

from kgen.rules import WorkloadRule, present

RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet", "DaemonSet"),
    path="spec.minReadySeconds",
    expect=present("a number of seconds, such as 5", fill=5),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds"],
)
