"""A network policy selects pods that are there.

A policy whose label is misspelt protects nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule, child, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for policy in manifests.of("NetworkPolicy"):
        selector = child(policy, "spec").get("podSelector")
        if selector and not manifests.selected(namespace_of(policy), selector):
            yield Fault("spec.podSelector", "'spec.podSelector' selects no pods; it must match the labels of a workload", policy)


RULE = SetRule(
    severity="error",
    kinds=("NetworkPolicy",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    asked_by={
        "kube-score": ["networkpolicy-targets-pod"],
        "kube-linter": ["dangling-networkpolicy", "dangling-networkpolicypeer-podselector"],
        "kubescape": ["C-0299"],
        "popeye": ["1200", "1201", "1202", "1208"],
    },
    rows=["G2"],
)
