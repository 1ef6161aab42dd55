"""A finished Job goes away after a while.

Finished jobs and their pods pile up otherwise. Where Argo CD or Flux delivers, they take old ones away; a Job that goes by itself
would only be made, and run, again.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, present

RULE = ObjectRule(
    severity="warning",
    risk="a tool that keeps objects in place runs the Job again once it was removed",
    kinds=("Job",),
    path="spec.ttlSecondsAfterFinished",
    when=lambda environment: environment.delivery == "kubectl",
    expect=present("a number of seconds, such as 86400", fill=86400),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/"],
    asked_by={"kube-linter": ["job-ttl-seconds-after-finished"], "kyverno": ["add-ttl-jobs"]},
    rows=["F30"],
    practice="Jobs that end, and are cleaned up",
    satisfy="Nothing to write; kgen fills it in.",
)
