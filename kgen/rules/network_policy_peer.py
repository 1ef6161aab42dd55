"""The pods that a network policy lets in or out are there.

A peer whose label is misspelt stays shut out, and nothing says why. Peers in other namespaces are another set's and not
looked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, Manifest, ManifestSet, SetRule, child, maps, namespace_of

SIDES = {"egress": "to", "ingress": "from"}


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for policy in manifests.of("NetworkPolicy"):
        for path, selector in _near(policy):
            if not manifests.selected(namespace_of(policy), selector):
                message = f"'{path}' selects no pods; it must match the labels of a workload, or name a namespace too"
                yield Fault(path, message, policy)


def _near(policy: Manifest) -> Iterator[tuple[str, Manifest]]:
    """The selectors of pods in the policy's own namespace, with their paths."""
    for way, side in SIDES.items():
        for index, rule in enumerate(maps(child(policy, "spec"), way)):
            for place, peer in enumerate(maps(rule, side)):
                if peer.get("podSelector") and "namespaceSelector" not in peer:
                    yield f"spec.{way}[{index}].{side}[{place}].podSelector", peer["podSelector"]


RULE = SetRule(
    severity="warning",
    kinds=("NetworkPolicy",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    asked_by={"kube-linter": ["dangling-networkpolicypeer-podselector"], "popeye": ["1201", "1202"]},
    rows=["G2"],
    practice="Manifests are checked before they are applied",
    satisfy="`calls` names services of the project, which are known to be there.",
    manifest="In a NetworkPolicy: each `podSelector` without a `namespaceSelector` must match the labels of a workload's pods.",
)
