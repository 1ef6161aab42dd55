"""A new version replaces the old one copy by copy, and no copy is missing meanwhile.

New copies start first (a quarter at a time), old ones go when those are ready. What may only ever run once is exempted
on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, Subject, WorkloadRule, child, equals, made, needed
from kgen.rules._scaled import is_single


def harden(workload: Subject) -> None:
    strategy = made(workload.value, "spec", "strategy")
    if strategy is None or strategy.get("type") not in (None, "RollingUpdate"):
        return
    strategy["type"] = "RollingUpdate"
    update = made(strategy, "rollingUpdate")
    if update is None:
        return
    if update.get("maxUnavailable") is None:
        # The API server refuses a rollout that may neither add nor take away a copy.
        update["maxUnavailable"] = "25%" if update.get("maxSurge") in (0, "0%") else 0
    if update.get("maxSurge") is None:
        update["maxSurge"] = "25%"


def verify(workload: Subject) -> Iterator[Fault]:
    strategy = child(workload.value, "spec", "strategy")
    kind = strategy.get("type")
    if kind != "RollingUpdate":
        state = "is not set" if kind is None else f"is {shown(kind)}"
        yield Fault("spec.strategy.type", f"'spec.strategy.type' {state}; it must be 'RollingUpdate'")
    for key in ("maxSurge", "maxUnavailable") if kind == "RollingUpdate" else ():
        if child(strategy, "rollingUpdate").get(key) is None:
            path = f"spec.strategy.rollingUpdate.{key}"
            yield Fault(path, f"'{path}' is not set; it must be a number or percentage of copies")


RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment",),
    spare=lambda workload: "one copy at a time" if is_single(workload) else "",
    spared=(
        "has(object.spec.replicas) && object.spec.replicas == 1 && has(object.spec.strategy) && "
        "has(object.spec.strategy.type) && object.spec.strategy.type == 'Recreate'"
    ),
    harden=harden,
    verify=verify,
    sure={
        "spec.strategy.type": equals("RollingUpdate"),
        "spec.strategy.rollingUpdate.maxSurge": needed(),
        "spec.strategy.rollingUpdate.maxUnavailable": needed(),
    },
    condition=(
        "has(object.spec.strategy) && has(object.spec.strategy.type) && object.spec.strategy.type == 'RollingUpdate' && "
        "has(object.spec.strategy.rollingUpdate) && has(object.spec.strategy.rollingUpdate.maxSurge) && "
        "has(object.spec.strategy.rollingUpdate.maxUnavailable)"
    ),
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"],
    asked_by={"kube-score": ["deployment-strategy"], "kube-linter": ["no-rolling-update-strategy"], "kubescape": ["C-0305"]},
    rows=["F12"],
    practice="Rolling updates without loss",
    satisfy="Nothing to write; kgen fills it in.",
    manifest="In a Deployment: `spec.strategy.type` must be `RollingUpdate`, with `maxSurge` and `maxUnavailable`.",
)
