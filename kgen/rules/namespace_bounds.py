"""A namespace has a quota, and limits for what states none.

One team's mistake cannot take the whole cluster.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, name_of, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for namespace in manifests.of("Namespace"):
        for kind in ("LimitRange", "ResourceQuota"):
            if not any(namespace_of(one) == name_of(namespace) for one in manifests.of(kind)):
                yield Fault("metadata.name", f"{shown(name_of(namespace))} has no {kind}; add one", namespace)


RULE = SetRule(
    severity="error",
    kinds=("Namespace",),
    verify_set=verify,
    sources=[
        "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
        "https://kubernetes.io/docs/concepts/policy/limit-range/",
    ],
    asked_by={"trivy": ["KSV-0039", "KSV-0040"], "kyverno": ["add-ns-quota", "namespace-inventory-check"]},
    rows=["E11", "E12"],
    practice="Limits and quotas per namespace",
    satisfy="Nothing to write; kgen writes it so, with each namespace that is `owned`.",
    manifest="Beside a Namespace: a LimitRange and a ResourceQuota in it.",
)
