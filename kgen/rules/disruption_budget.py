"""Every service says how many copies may be away at once.

Without a budget a drain of nodes may take all copies together; two budgets for one pod block every eviction. What runs
only once is exempted on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule
from kgen.rules._scaled import fewest
from kgen.rules._selection import keepers


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for workload in manifests.workloads:
        if workload.kind not in ("Deployment", "StatefulSet"):
            continue
        budgets = manifests.once(keepers).get(id(workload), ())
        if not budgets:
            reason = "there is only one copy" if fewest(workload) < 2 else ""
            message = "'spec.template' is selected by no PodDisruptionBudget; add one"
            yield Fault("spec.template", message, workload.manifest, reason)
        elif len(budgets) > 1:
            message = f"'spec.template' is selected by {len(budgets)} PodDisruptionBudgets; it must be selected by one"
            yield Fault("spec.template", message, workload.manifest)


RULE = SetRule(
    severity="error",
    kinds=("Deployment", "StatefulSet"),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
    asked_by={
        "kube-score": ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
        "polaris": ["missingPodDisruptionBudget"],
        "kyverno": ["require-pdb", "create-default-pdb"],
        "popeye": ["206", "209"],
    },
    rows=["F6", "F9"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="Nothing to write; kgen writes it so, for every service with more than one copy.",
    manifest=(
        "Beside a Deployment or StatefulSet: exactly one PodDisruptionBudget whose `spec.selector` matches the labels of "
        "its pods."
    ),
)
