"""It is stated after how long a rollout has failed.

Pipelines wait for this answer; nobody should have to look it up.
"""

from __future__ import annotations

from kgen.rules import WorkloadRule, present

RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment",),
    path="spec.progressDeadlineSeconds",
    expect=present("a number of seconds, such as 600", fill=600),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds"],
)
