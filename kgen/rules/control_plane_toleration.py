"""Services stay off the nodes that run the cluster itself.

A pod beside the API server that breaks out of its container has the whole cluster. Agents that have to watch every node
(DaemonSets) are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, PodRule, Subject, maps

TAINTS = ("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master")
KINDS = ("Pod", "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Job", "CronJob")


def _is_open(toleration: object) -> bool:
    return isinstance(toleration, dict) and (toleration.get("key") in TAINTS or not toleration.get("key"))


def verify(pod: Subject) -> Iterator[Fault]:
    for index, toleration in enumerate(maps(pod.value, "tolerations")):
        if _is_open(toleration):
            path, key = f"tolerations[{index}]", toleration.get("key")
            what = shown(key) if key else "every taint"
            yield Fault(path, f"'{path}' tolerates {what}; leave it out, the nodes of the cluster itself are not for services")


RULE = PodRule(
    severity="warning",
    kinds=KINDS,
    sure={"tolerations[]": lambda toleration: not _is_open(toleration)},
    verify=verify,
    condition=(
        "!has(variables.pod.tolerations) || variables.pod.tolerations.all(t, has(t.key) && t.key != '' && "
        f"!(t.key in {list(TAINTS)!r}))"
    ),
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"],
    asked_by={"kyverno": ["restrict-controlplane-scheduling"]},
    rows=["F22"],
    practice="The right nodes, and the right pods first",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest="In the pod: no entry of `tolerations` may name `node-role.kubernetes.io/control-plane`, or have no `key`.",
)
