"""A pod has a priority class, where the environment names one.

When nodes run short, it decides who stays. Clusters name their classes, so the environment has to state
`priority_class`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, PodRule, Subject


def harden(pod: Subject) -> None:
    if pod.value.get("priorityClassName") is None:
        pod.value["priorityClassName"] = pod.environment.priority_class


def verify(pod: Subject) -> Iterator[Fault]:
    if pod.value.get("priorityClassName") is None:
        yield Fault(
            "priorityClassName", f"'priorityClassName' is not set; it must be set, such as to '{pod.environment.priority_class}'"
        )


RULE = PodRule(
    severity="warning",
    when=lambda environment: environment.priority_class is not None,
    harden=harden,
    verify=verify,
    condition="has(variables.pod.priorityClassName)",
    sources=["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
    asked_by={
        "kube-linter": ["priority-class-name"],
        "polaris": ["priorityClassNotSet"],
        "kyverno": ["require-pod-priorityclassname", "allowed-podpriorities", "add-pod-priorityclassname"],
    },
    rows=["F20"],
)
