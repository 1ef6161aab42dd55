"""Copies of a service spread over nodes and zones.

When a zone fails, others go on. A DaemonSet has one copy on every node and is exempted on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, PodRule, Subject, child, maps, selected
from kgen.rules._selection import cel

KEYS = ("kubernetes.io/hostname", "topology.kubernetes.io/zone")


def harden(pod: Subject) -> None:
    labels = child(pod.manifest, "spec", "selector", "matchLabels")
    if labels and pod.value.get("topologySpreadConstraints") in (None, []):
        pod.value["topologySpreadConstraints"] = [
            {
                "labelSelector": {"matchLabels": dict(labels)},
                "maxSkew": 1,
                "topologyKey": key,
                "whenUnsatisfiable": "ScheduleAnyway",
            }
            for key in KEYS
        ]


def verify(pod: Subject) -> Iterator[Fault]:
    constraints = list(maps(pod.value, "topologySpreadConstraints"))
    if not constraints:
        path = "topologySpreadConstraints"
        yield Fault(path, f"'{path}' is not set; it must spread copies over '{KEYS[0]}' and '{KEYS[1]}'")
    for index, constraint in enumerate(constraints):
        skew = constraint.get("maxSkew")
        if not selected(constraint.get("labelSelector"), pod.labels) or not isinstance(skew, int) or skew < 1:
            path = f"topologySpreadConstraints[{index}]"
            yield Fault(
                path, f"'{path}' spreads nothing; it must have a labelSelector for the pod's labels and a maxSkew above 0"
            )


RULE = PodRule(
    severity="warning",
    kinds=("Deployment", "StatefulSet", "DaemonSet"),
    spare=lambda pod: "one copy runs on every node" if pod.kind == "DaemonSet" else "",
    spared="object.kind == 'DaemonSet'",
    harden=harden,
    verify=verify,
    condition=(
        "has(variables.pod.topologySpreadConstraints) && size(variables.pod.topologySpreadConstraints) > 0 && "
        f"variables.pod.topologySpreadConstraints.all(c, {cel('c.labelSelector', 'variables.template')} && "
        "has(c.maxSkew) && c.maxSkew > 0)"
    ),
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
    asked_by={
        "kube-score": ["pod-topology-spread-constraints"],
        "polaris": ["topologySpreadConstraint"],
        "kyverno": ["topologyspreadconstraints-policy", "spread-pods"],
    },
    rows=["F11"],
    practice="Copies stay on nodes apart (anti-affinity)",
    satisfy="Nothing to write; kgen fills it in.",
    manifest=(
        "In the pod of a Deployment or StatefulSet: `topologySpreadConstraints` must be set, each with a `labelSelector` that "
        "matches its own labels and a `maxSkew` above 0."
    ),
)
