"""It is stated how many old versions are kept to go back to.

Each one is an object in the cluster's store; none leaves no way back.
"""

from __future__ import annotations

from kgen.rules import WorkloadRule, present

RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet", "DaemonSet"),
    path="spec.revisionHistoryLimit",
    expect=present("a number, such as 10", fill=10),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy"],
    rows=["F12"],
    practice="Rolling updates without loss",
    satisfy="Nothing to write; kgen fills it in.",
)
