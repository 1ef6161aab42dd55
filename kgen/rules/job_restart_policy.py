"""It is stated what happens to a job's pod that fails.

`OnFailure` starts the container again in the same pod; `Never` leaves the failed pod for people to look at.
"""

from __future__ import annotations

from kgen.rules import PodRule, one_of

RULE = PodRule(
    severity="error",
    kinds=("Job", "CronJob"),
    path="restartPolicy",
    expect=one_of("OnFailure", "Never", fill="OnFailure"),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/job/"],
    asked_by={"kube-score": ["cronjob-restartpolicy"], "kube-linter": ["restart-policy"]},
    rows=["F29", "F21"],
    practice="Jobs that end, and are cleaned up",
    satisfy="Nothing to write; kgen fills it in.",
)
