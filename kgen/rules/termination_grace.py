"""A pod has time to leave: longer than its containers sleep before they are asked to end.

Requests on their way are lost otherwise: the containers are ended while they still wait for traffic to stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, Fault, PodRule, Subject, child, maps, needed

USUAL = 30
"""Seconds; the API's own default (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#lifecycle)."""


def _sleep(pod: Subject) -> int:
    containers = [one for listed in WITH_RESOURCES for one in maps(pod.value, listed)]
    found = [child(one, "lifecycle", "preStop", "sleep").get("seconds") for one in containers]
    return max((seconds for seconds in found if isinstance(seconds, int)), default=0)


def harden(pod: Subject) -> None:
    if pod.value.get("terminationGracePeriodSeconds") is None:
        sleep = _sleep(pod)
        pod.value["terminationGracePeriodSeconds"] = USUAL if sleep < USUAL else sleep + USUAL


def verify(pod: Subject) -> Iterator[Fault]:
    path, sleep = "terminationGracePeriodSeconds", _sleep(pod)
    grace = pod.value.get(path)
    if not isinstance(grace, int):
        state = "is not set" if grace is None else f"is {shown(grace)}"
        yield Fault(path, f"'{path}' {state}; it must be a number of seconds, such as {USUAL}")
    elif sleep and grace <= sleep:
        yield Fault(path, f"'{path}' is {grace}; it must be above {sleep}, the seconds that a container sleeps before it ends")


RULE = PodRule(
    severity="error",
    harden=harden,
    verify=verify,
    sure={
        "terminationGracePeriodSeconds": needed(lambda grace: isinstance(grace, int)),
        **{f"{listed}[].lifecycle.preStop.sleep": lambda sleep: False for listed in WITH_RESOURCES},
    },
    condition=(
        "has(variables.pod.terminationGracePeriodSeconds) && [variables.containers, variables.initContainers].all(l, l.all(c, "
        "!has(c.lifecycle) || !has(c.lifecycle.preStop) || !has(c.lifecycle.preStop.sleep) || "
        "c.lifecycle.preStop.sleep.seconds == 0 || "
        "c.lifecycle.preStop.sleep.seconds < variables.pod.terminationGracePeriodSeconds))"
    ),
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"],
    asked_by={"kyverno": ["mutate-termination-grace-period-seconds"]},
    rows=["F24"],
    practice="Graceful shutdown (12-factor)",
    satisfy="`shutdown: {drain: 5, grace: 30}`, with `grace` above `drain`.",
    manifest="In the pod: `terminationGracePeriodSeconds` must be set, and above the seconds of each `lifecycle.preStop.sleep`.",
)
