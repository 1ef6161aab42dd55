"""A pod holds at most four containers.

All of them start, scale and fail together; what can do that apart is a service of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, PodRule, Subject, maps

MOST = 4


def verify(pod: Subject) -> Iterator[Fault]:
    count = len(maps(pod.value, "containers"))
    if count > MOST:
        yield Fault("containers", f"'containers' holds {count} containers; it must hold at most {MOST}")


RULE = PodRule(
    severity="info",
    sure={"containers": lambda found: not isinstance(found, list) or len(found) <= MOST},
    verify=verify,
    condition=f"size(variables.containers) <= {MOST}",
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/"],
    asked_by={"kyverno": ["limit-containers-per-pod"]},
    rows=["B37"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="At most three `sidecars`; make services of the others, and name them in `calls`.",
    manifest="In the pod: `containers` must hold at most four.",
)
