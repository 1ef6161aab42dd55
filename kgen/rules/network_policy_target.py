"""A network policy selects pods that are there.

A policy whose label is misspelt protects nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule, child
from kgen.rules._selection import guarded


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for policy, workloads in manifests.once(guarded):
        if not workloads and child(policy, "spec").get("podSelector"):
            yield Fault("spec.podSelector", "'spec.podSelector' selects no pods; it must match the labels of a workload", policy)


RULE = SetRule(
    severity="error",
    kinds=("NetworkPolicy",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    asked_by={
        "kube-score": ["networkpolicy-targets-pod"],
        "kube-linter": ["dangling-networkpolicy"],
        "kubescape": ["C-0299"],
        "popeye": ["1200", "1208"],
    },
    rows=["G2"],
    practice="Manifests are checked before they are applied",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In a NetworkPolicy: `spec.podSelector` must match the labels of a workload's pods.",
)
