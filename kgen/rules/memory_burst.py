"""A container does not use much more memory than it reserves.

The scheduler counts what is reserved. When several pods of a node use several times as much, the node runs out of memory and
ends whoever is next. Up to two and a half times is allowed; `requests-equal-limits` asks for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, ContainerRule, Fault, Subject, child

MOST = 2.5


def verify(container: Subject) -> Iterator[Fault]:
    resources = child(container.value, "resources")
    request, limit = child(resources, "requests").get("memory"), child(resources, "limits").get("memory")
    if request is not None and limit is not None and request != limit and _is_more(str(request), str(limit)):
        path = "resources.limits.memory"
        yield Fault(path, f"'{path}' is {shown(limit)}; it must be at most {MOST} times what is reserved ({shown(request)})")


def _is_same(resources: Any) -> bool:
    return bool(child(resources, "requests").get("memory") == child(resources, "limits").get("memory"))


@lru_cache(maxsize=1024)
def _is_more(request: str, limit: str) -> bool:
    from kgen.verify import quantities

    try:
        return quantities.parse(limit) > quantities.parse(request) * 5 / 2
    except ValueError:
        return False


RESOURCES = "container.resources"

RULE = ContainerRule(
    severity="warning",
    of=WITH_RESOURCES,
    verify=verify,
    sure={"resources": _is_same},
    condition=(
        f"!has({RESOURCES}) || !has({RESOURCES}.requests) || !has({RESOURCES}.requests.memory) || "
        f"!has({RESOURCES}.limits) || !has({RESOURCES}.limits.memory) || "
        f"quantity(string({RESOURCES}.limits.memory)).asApproximateFloat() <= "
        f"{MOST} * quantity(string({RESOURCES}.requests.memory)).asApproximateFloat()"
    ),
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/"],
    asked_by={"kyverno": ["require-qos-burstable", "enforce-resources-as-ratio"]},
    rows=["E8"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy=(
        "`memory: 256Mi`, or a range of which the upper end is at most two and a half times the lower: `memory: 100Mi..250Mi`."
    ),
    manifest=(
        "In every container and init container: `resources.limits.memory` must be at most 2.5 times `resources.requests.memory`."
    ),
)
