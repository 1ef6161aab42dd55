"""A network policy states both directions for one service.

It selects by exactly one label and lists peers for both directions: what is left out is closed or open depending on the
reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject, child, contains, needed, texts


def verify(policy: Subject) -> Iterator[Fault]:
    spec = child(policy.value, "spec")
    selector = child(spec, "podSelector")
    if len(child(selector, "matchLabels")) != 1 or selector.get("matchExpressions") is not None:
        yield Fault("spec.podSelector", "'spec.podSelector' must hold exactly one label, that of the service")
    for direction in ("Ingress", "Egress"):
        if direction not in texts(spec, "policyTypes"):
            yield Fault("spec.policyTypes", f"'spec.policyTypes' lacks '{direction}'; add it")
        key = direction.lower()
        if not spec.get(key):
            yield Fault(f"spec.{key}", f"'spec.{key}' is empty; it must name who may talk")


RULE = ObjectRule(
    severity="error",
    kinds=("NetworkPolicy",),
    verify=verify,
    sure={
        "spec.podSelector.matchLabels": needed(lambda labels: isinstance(labels, dict) and len(labels) == 1),
        "spec.podSelector.matchExpressions": lambda expressions: False,
        "spec.policyTypes": contains("Ingress", "Egress"),
        "spec.ingress": needed(bool),
        "spec.egress": needed(bool),
    },
    condition=(
        "has(object.spec.podSelector) && has(object.spec.podSelector.matchLabels) && "
        "size(object.spec.podSelector.matchLabels) == 1 && !has(object.spec.podSelector.matchExpressions) && "
        "has(object.spec.policyTypes) && 'Ingress' in object.spec.policyTypes && 'Egress' in object.spec.policyTypes && "
        "has(object.spec.ingress) && size(object.spec.ingress) > 0 && has(object.spec.egress) && size(object.spec.egress) > 0"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    asked_by={
        "kube-score": ["pod-networkpolicy"],
        "polaris": ["missingNetworkPolicy"],
        "kubescape": ["C-0260"],
        "kyverno": ["restrict-networkpolicy-empty-podselector"],
    },
    rows=["G1", "G3"],
    practice="Network policies: only the traffic that is stated",
    satisfy="Nothing to write; kgen writes it so.",
    manifest=(
        "In a NetworkPolicy: `spec.podSelector.matchLabels` must hold one label, `spec.policyTypes` both directions, and "
        "`spec.ingress` and `spec.egress` at least one entry."
    ),
)
