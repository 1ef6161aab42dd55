"""A workload says whom it belongs to.

In the middle of the night somebody has to be found. `owner:` in the spec writes it.
"""

from __future__ import annotations

from kgen.rules import WorkloadRule, present

RULE = WorkloadRule(
    severity="warning",
    path="metadata.labels.owner",
    expect=present("the team that owns it; declare it, such as 'owner: payments'"),
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"],
    asked_by={"kube-linter": ["required-label-owner"], "kubescape": ["C-0076"]},
    rows=["H4"],
    practice="Labels to select and to find owners by",
    satisfy="`owner: payments`.",
    manifest="In every workload: `metadata.labels.owner` must name the team that owns it.",
)
