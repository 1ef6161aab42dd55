"""Pods go to nodes that run Linux.

In a cluster that also has Windows nodes they would wait there for an image that cannot run.
"""

from __future__ import annotations

from kgen.rules import PodRule, present

LINUX = {"nodeSelectorTerms": [{"matchExpressions": [{"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}]}]}


RULE = PodRule(
    severity="warning",
    path="affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution",
    expect=present("set, to nodes with kubernetes.io/os: linux", fill=LINUX),
    sources=[
        "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity",
        "https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-os",
    ],
    asked_by={"kube-linter": ["no-node-affinity"], "kyverno": ["add-node-affinity"]},
    rows=["F22"],
    practice="The right nodes, and the right pods first",
    satisfy="Nothing to write; kgen fills it in.",
)
