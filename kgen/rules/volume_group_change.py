"""Volumes change their group only where it is not right yet.

The default changes every file of a volume at every start: with many files a pod takes minutes to begin.
"""

from __future__ import annotations

from kgen.rules import PodRule, one_of

RULE = PodRule(
    severity="error",
    path="securityContext.fsGroupChangePolicy",
    expect=one_of("OnRootMismatch", "Always", fill="OnRootMismatch"),
    sources=[
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods"
    ],
    asked_by={"kubescape": ["C-0211"]},
    rows=["B16"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen fills it in.",
)
