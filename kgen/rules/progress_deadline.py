"""It is stated after how long a rollout has failed.

Pipelines wait for this answer; nobody should have to look it up.
"""

from __future__ import annotations

from kgen.rules import Subject, WorkloadRule, child, made, present

USUAL = 600
"""Seconds; the API's own default."""


def harden(workload: Subject) -> None:
    ready = child(workload.value, "spec").get("minReadySeconds")
    spec = made(workload.value, "spec")
    if spec is not None and spec.get("progressDeadlineSeconds") is None:
        # The API server refuses a rollout that has failed before its first copy can count as well.
        spec["progressDeadlineSeconds"] = ready + USUAL if isinstance(ready, int) and ready >= USUAL else USUAL


RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment",),
    path="spec.progressDeadlineSeconds",
    expect=present(f"a number of seconds, such as {USUAL}"),
    harden=harden,
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds"],
    rows=["F12"],
    practice="Rolling updates without loss",
    satisfy="Nothing to write; kgen fills it in.",
)
