"""Pods with scratch folders do not hold up the cluster's autoscaler.

It keeps a node as long as a pod on it has local storage, however empty, unless the pod says that it may go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, Subject, WorkloadRule, child, made, template_path
from kgen.rules._pods import scratch

KEY = "cluster-autoscaler.kubernetes.io/safe-to-evict"


def _lacks(workload: Subject) -> bool:
    return not _is_clear(workload.template)


def _is_clear(template: Any) -> bool:
    return child(template, "metadata", "annotations").get(KEY) is not None or not scratch(child(template, "spec"))


def harden(workload: Subject) -> None:
    annotations = made(workload.template, "metadata", "annotations") if _lacks(workload) else None
    if annotations is not None:
        annotations[KEY] = "true"


def verify(workload: Subject) -> Iterator[Fault]:
    if _lacks(workload):
        path = f"{template_path(workload.kind)}.metadata.annotations".lstrip(".")
        yield Fault(path, f"'{path}' lacks '{KEY}'; add it with the value \"true\" or \"false\"")


RULE = WorkloadRule(
    severity="warning",
    risk="the cluster's autoscaler may end pods that keep data in scratch folders",
    harden=harden,
    verify=verify,
    sure={"template": _is_clear},
    condition=(
        "!has(variables.pod.volumes) || !variables.pod.volumes.exists(v, has(v.emptyDir) || size(v) == 1) || "
        "(has(variables.template.metadata) && "
        f"has(variables.template.metadata.annotations) && '{KEY}' in variables.template.metadata.annotations)"
    ),
    sources=["https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md"],
    asked_by={"kyverno": ["add-safe-to-evict"]},
    rows=["F32"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="Nothing to write; kgen fills it in.",
    manifest=(
        "In the pod template of a workload with `emptyDir` volumes: the annotation "
        '`cluster-autoscaler.kubernetes.io/safe-to-evict` must be `"true"` or `"false"`.'
    ),
)
