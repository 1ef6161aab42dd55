"""The scheduler decides on which node a pod runs.

`nodeName` goes past it: past resources, past nodes that are being drained, and the pod is lost with that one node.
"""

from __future__ import annotations

from kgen.rules import PodRule, absent

RULE = PodRule(
    severity="error",
    path="nodeName",
    expect=absent(),
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename"],
    asked_by={"kyverno": ["restrict-node-selection"]},
    rows=["F22"],
    practice="The right nodes, and the right pods first",
    satisfy="Nothing to write; no field of a spec leads there. A patch may choose nodes by their labels, never by a name.",
)
