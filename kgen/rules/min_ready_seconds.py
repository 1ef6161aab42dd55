"""A new copy has to stay well for a moment before the next one is replaced.

A program that fails just after its start would otherwise replace all copies within seconds.
"""

from __future__ import annotations

from kgen.rules import Subject, WorkloadRule, child, made, present

USUAL = 5
"""Seconds."""


def harden(workload: Subject) -> None:
    deadline = child(workload.value, "spec").get("progressDeadlineSeconds")
    spec = made(workload.value, "spec")
    # The API server refuses a rollout that has failed before its first copy can count as well.
    if spec is not None and spec.get("minReadySeconds") is None and not (isinstance(deadline, int) and deadline <= USUAL):
        spec["minReadySeconds"] = USUAL


RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet", "DaemonSet"),
    path="spec.minReadySeconds",
    expect=present(f"a number of seconds, such as {USUAL}"),
    harden=harden,
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds"],
    rows=["F12"],
    practice="Rolling updates without loss",
    satisfy="Nothing to write; kgen fills it in.",
)
