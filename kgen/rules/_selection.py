"""Which pods are meant: by a Service that sends them traffic, a policy that guards them, a budget that keeps them.

The functions are asked with `manifests.once(...)`: several rules want to know the same.
"""

from __future__ import annotations

from kgen.rules._pods import Manifest, child
from kgen.rules._subject import ManifestSet, Subject, namespace_of

Selection = tuple[Manifest, list[Subject]]


def served(manifests: ManifestSet) -> list[Selection]:
    """The Services that have a selector, each with the workloads it selects."""
    asked = [(one, child(one, "spec", "selector")) for one in manifests.of("Service")]
    return [(one, manifests.selected(namespace_of(one), {"matchLabels": labels})) for one, labels in asked if labels]


def guarded(manifests: ManifestSet) -> list[Selection]:
    """The network policies, each with the workloads it selects."""
    return _selections(manifests, "NetworkPolicy", "podSelector")


def kept(manifests: ManifestSet) -> list[Selection]:
    """The disruption budgets, each with the workloads it selects."""
    return _selections(manifests, "PodDisruptionBudget", "selector")


def guards(manifests: ManifestSet) -> dict[int, list[Manifest]]:
    """The network policies that select a workload, by the identity of its subject."""
    return _by_workload(manifests.once(guarded))


def keepers(manifests: ManifestSet) -> dict[int, list[Manifest]]:
    """The disruption budgets that select a workload, by the identity of its subject."""
    return _by_workload(manifests.once(kept))


def _by_workload(selections: list[Selection]) -> dict[int, list[Manifest]]:
    found: dict[int, list[Manifest]] = {}
    for one, workloads in selections:
        for workload in workloads:
            found.setdefault(id(workload), []).append(one)
    return found


def _selections(manifests: ManifestSet, kind: str, key: str) -> list[Selection]:
    found = manifests.of(kind)
    return [(one, manifests.selected(namespace_of(one), child(one, "spec").get(key))) for one in found]


def cel(selector: str, owner: str) -> str:
    """A CEL condition: the selector is set, and matches the labels of the owner (a pod template), as `selected` does."""
    labels = f"{owner}.metadata.labels"
    known = f"(has({owner}.metadata) && has({labels}) && e.key in {labels}"
    expressed = (
        f"e.operator == 'In' ? {known} && {labels}[e.key] in e.values) : "
        f"e.operator == 'NotIn' ? !{known} && {labels}[e.key] in e.values) : e.operator == 'Exists' ? {known}) : !{known})"
    )
    return (
        f"has({selector}) && (!has({selector}.matchLabels) || (size({selector}.matchLabels) == 0 || "
        f"(has({owner}.metadata) && has({labels}) && {selector}.matchLabels.all(k, k in {labels} && "
        f"{labels}[k] == {selector}.matchLabels[k])))) && "
        f"(!has({selector}.matchExpressions) || {selector}.matchExpressions.all(e, {expressed}))"
    )
