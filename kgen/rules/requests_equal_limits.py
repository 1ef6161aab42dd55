"""What is reserved is also the limit.

The pod is then the last to be evicted, and behaves the same on a full node as on an empty one. A warning only: a range
(`cpu: 100m..200m`) is cheaper for programs that idle.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, ContainerRule, Fault, Subject, child
from kgen.rules._paths import Step


def verify(container: Subject) -> Iterator[Fault]:
    resources = child(container.value, "resources")
    limits = child(resources, "limits")
    for key, request in child(resources, "requests").items():
        limit = limits.get(key)
        if limit is not None and limit != request and not _equal(str(request), str(limit)):
            path = Step(str(key)).under("resources.limits")
            yield Fault(path, f"{shown(path)} is {shown(limit)}; it must be {shown(request)} to be reserved in full")


def _is_reserved(resources: Any) -> bool:
    requests = child(resources, "requests")
    return all(requests.get(key, limit) == limit for key, limit in child(resources, "limits").items())


@lru_cache(maxsize=1024)
def _equal(request: str, limit: str) -> bool:
    """Whether two texts are one amount: `128974848` and `123Mi` are."""
    from kgen.verify import quantities

    try:
        return quantities.parse(request) == quantities.parse(limit)
    except ValueError:
        return False


RULE = ContainerRule(
    severity="warning",
    of=WITH_RESOURCES,
    verify=verify,
    sure={"resources": _is_reserved},
    condition=(
        "!has(container.resources) || !has(container.resources.requests) || !has(container.resources.limits) || "
        "container.resources.requests.all(k, !(k in container.resources.limits) || "
        "quantity(string(container.resources.requests[k])).compareTo(quantity(string(container.resources.limits[k]))) == 0)"
    ),
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"],
    asked_by={
        "kube-score": [
            "container-memory-requests-equal-limits",
            "container-resource-requests-equal-limits",
            "container-cpu-requests-equal-limits",
            "container-ephemeral-storage-request-equals-limit",
        ],
        "kyverno": ["memory-requests-equal-limits", "require-qos-guaranteed"],
    },
    rows=["E6", "E7", "E9"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="One amount instead of a range: `cpu: 250m`, `memory: 256Mi`.",
    manifest="In every container and init container: each of `resources.limits` must equal its `resources.requests`.",
)
