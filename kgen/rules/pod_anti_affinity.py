"""Copies of a service avoid each other's node.

When a node fails, not all copies go with it. Preferred only, so that a rollout never waits for a node.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, Manifest, PodRule, Subject, child, made, maps, selected
from kgen.rules._selection import cel

AFFINITY = "variables.pod.affinity"
ANTI = f"{AFFINITY}.podAntiAffinity"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
HOST = "kubernetes.io/hostname"


def harden(pod: Subject) -> None:
    labels = child(pod.manifest, "spec", "selector", "matchLabels")
    anti = child(pod.value, "affinity", "podAntiAffinity")
    if not labels or anti.get(PREFERRED) or anti.get(REQUIRED):
        return
    term = {"labelSelector": {"matchLabels": dict(labels)}, "topologyKey": HOST}
    filled = made(pod.value, "affinity", "podAntiAffinity")
    if filled is not None and filled.get(PREFERRED) is None:
        filled[PREFERRED] = [{"podAffinityTerm": term, "weight": 100}]


def verify(pod: Subject) -> Iterator[Fault]:
    if not any(term.get("topologyKey") == HOST and selected(term.get("labelSelector"), pod.labels) for term in _terms(pod)):
        path = "affinity.podAntiAffinity"
        yield Fault(
            path, f"'{path}' does not keep copies apart by '{HOST}'; add a term with that topologyKey and the pod's labels"
        )


def _terms(pod: Subject) -> list[Manifest]:
    anti = child(pod.value, "affinity", "podAntiAffinity")
    return maps(anti, REQUIRED) + [child(one, "podAffinityTerm") for one in maps(anti, PREFERRED)]


def _apart(term: str) -> str:
    """The term has to select the pod's own copies."""
    return f"{term}.topologyKey == '{HOST}' && {cel(f'{term}.labelSelector', 'variables.template')}"


RULE = PodRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet"),
    harden=harden,
    verify=verify,
    condition=(
        f"has({AFFINITY}) && has({ANTI}) && ((has({ANTI}.{PREFERRED}) && "
        f"{ANTI}.{PREFERRED}.exists(t, {_apart('t.podAffinityTerm')})) || (has({ANTI}.{REQUIRED}) && "
        f"{ANTI}.{REQUIRED}.exists(t, {_apart('t')})))"
    ),
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity"],
    asked_by={
        "kube-score": ["deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"],
        "kube-linter": ["no-anti-affinity"],
        "kyverno": ["insert-pod-antiaffinity"],
    },
    rows=["F10"],
    practice="Copies stay on nodes apart (anti-affinity)",
    satisfy="`spread: required` where copies must not share a node; otherwise kgen fills in that they should not.",
    manifest=(
        "In the pod of a Deployment or StatefulSet: `affinity.podAntiAffinity` must hold a term with `topologyKey: "
        "kubernetes.io/hostname` and a `labelSelector` that matches its own labels."
    ),
)
