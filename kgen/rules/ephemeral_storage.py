"""A container reserves and limits the disk it writes to.

Logs and scratch files of one pod fill the node's disk otherwise, and the kubelet evicts whoever is there.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, Subject, present
from kgen.rules._resources import like_other

USUAL = "1Gi"
PARTS = [like_other("requests", "ephemeral-storage", USUAL), like_other("limits", "ephemeral-storage", USUAL)]


def harden(container: Subject) -> None:
    for fill in PARTS:
        fill(container)


RULE = ContainerRule(
    severity="error",
    risk="a pod that writes more to its disk is evicted",
    of=WITH_RESOURCES,
    path=("resources.requests.ephemeral-storage", "resources.limits.ephemeral-storage"),
    expect=present(f"an amount, such as {USUAL}"),
    harden=harden,
    sources=["https://kubernetes.io/docs/concepts/storage/ephemeral-storage/"],
    asked_by={
        "kube-score": ["container-ephemeral-storage-request-and-limit", "container-ephemeral-storage-request-equals-limit"],
        "kyverno": ["require-emptydir-requests-and-limits"],
    },
    rows=["E9"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`disk: 1Gi`; that is also what it is where nothing is said.",
)
