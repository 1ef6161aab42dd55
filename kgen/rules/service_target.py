"""A Service selects pods that are there.

A Service without pods refuses every request, and says so nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule
from kgen.rules._selection import served


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for service, workloads in manifests.once(served):
        if not workloads:
            yield Fault("spec.selector", "'spec.selector' selects no pods; it must match the labels of a workload", service)


RULE = SetRule(
    severity="error",
    kinds=("Service",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={
        "kube-score": ["service-targets-pod"],
        "kube-linter": ["dangling-service"],
        "kubescape": ["C-0293"],
        "popeye": ["1100"],
    },
    rows=["G8"],
    practice="Manifests are checked before they are applied",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In a Service: `spec.selector` must match the labels of a workload's pods.",
)
