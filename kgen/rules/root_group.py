"""A pod joins no further groups of root.

Group 0 owns files of the image and of volumes that the program has no business with.
"""

from __future__ import annotations

from kgen.rules import PodRule, excludes

RULE = PodRule(
    severity="error",
    path="securityContext.supplementalGroups",
    expect=excludes(0),
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    asked_by={"trivy": ["KSV-0116"], "kyverno": ["require-non-root-groups", "psp-check-supplemental-groups"]},
    rows=["B6"],
    practice="A dedicated user that is not root",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
