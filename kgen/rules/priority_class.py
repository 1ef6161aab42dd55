"""A pod has a priority class, where the environment names one.

When nodes run short, it decides who stays. Clusters name their classes, and refuse pods of a class they do not know: the
environment has to state `priority_class`. Where it states none, the rule exempts itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, PodRule, Subject, needed


def harden(pod: Subject) -> None:
    if pod.value.get("priorityClassName") is None and pod.environment.priority_class:
        pod.value["priorityClassName"] = pod.environment.priority_class


def verify(pod: Subject) -> Iterator[Fault]:
    if pod.value.get("priorityClassName") is None:
        stated = pod.environment.priority_class
        said = f"'priorityClassName' is not set; it must be set, such as to '{stated or 'standard'}'"
        yield Fault("priorityClassName", said, reason="" if stated else "the environment states no priority class")


RULE = PodRule(
    severity="warning",
    spared=lambda environment: "" if environment.priority_class else "true",
    harden=harden,
    verify=verify,
    sure={"priorityClassName": needed()},
    condition="has(variables.pod.priorityClassName)",
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
    asked_by={
        "kube-linter": ["priority-class-name"],
        "polaris": ["priorityClassNotSet"],
        "kyverno": ["require-pod-priorityclassname", "allowed-podpriorities", "add-pod-priorityclassname"],
    },
    rows=["F20"],
    practice="The right nodes, and the right pods first",
    satisfy="`priority_class` in the environment, or `priority` in the spec.",
    manifest="In the pod: `priorityClassName` must be set.",
)
