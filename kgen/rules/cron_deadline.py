"""A CronJob says how late a run may still begin.

After a hundred missed runs a CronJob without this limit never runs again.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, present

RULE = ObjectRule(
    severity="error",
    risk="a run that is late is left out",
    kinds=("CronJob",),
    path="spec.startingDeadlineSeconds",
    expect=present("a number of seconds, such as 300", fill=300),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
    asked_by={"kube-score": ["cronjob-has-deadline"]},
    rows=["F28"],
    practice="Jobs that end, and are cleaned up",
    satisfy="Nothing to write; kgen fills it in.",
)
