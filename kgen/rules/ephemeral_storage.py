"""A container reserves and limits the disk it writes to.

Logs and scratch files of one pod fill the node's disk otherwise, and the kubelet evicts whoever is there.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, present

RULE = ContainerRule(
    severity="error",
    of=WITH_RESOURCES,
    path=("resources.requests.ephemeral-storage", "resources.limits.ephemeral-storage"),
    expect=present("an amount, such as 1Gi"),
    sources=["https://kubernetes.io/docs/concepts/storage/ephemeral-storage/"],
    asked_by={
        "kube-score": ["container-ephemeral-storage-request-and-limit", "container-ephemeral-storage-request-equals-limit"],
        "kyverno": ["require-emptydir-requests-and-limits"],
    },
    rows=["E9"],
)
