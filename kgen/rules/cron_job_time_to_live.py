"""The Jobs of a CronJob are kept by their number, not by time.

The CronJob's history limits decide what stays; both together remove runs that somebody still wants to look at.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, absent

RULE = ObjectRule(
    severity="warning",
    kinds=("CronJob",),
    path="spec.jobTemplate.spec.ttlSecondsAfterFinished",
    expect=absent("and use successfulJobsHistoryLimit and failedJobsHistoryLimit"),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits"],
    asked_by={"kube-linter": ["job-ttl-seconds-after-finished"]},
    rows=["F30"],
    practice="Jobs that end, and are cleaned up",
    satisfy="Nothing to write; kgen writes it so.",
    manifest=(
        "In a CronJob: leave `spec.jobTemplate.spec.ttlSecondsAfterFinished` out, and set "
        "`spec.successfulJobsHistoryLimit` and `spec.failedJobsHistoryLimit`."
    ),
)
