"""A disruption budget selects pods that are there.

A budget whose label is misspelt keeps nothing: the next drain of nodes takes all copies together.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule
from kgen.rules._selection import kept


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for budget, workloads in manifests.once(kept):
        if not workloads:
            yield Fault("spec.selector", "'spec.selector' selects no pods; it must match the labels of a workload", budget)


RULE = SetRule(
    severity="error",
    kinds=("PodDisruptionBudget",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
    asked_by={"popeye": ["900"]},
    rows=["F9"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In a PodDisruptionBudget: `spec.selector` must match the labels of a workload's pods.",
)
