"""An autoscaler scales something that exists, and nothing is scaled by two.

One without a target does nothing and says so only in its status; two undo each other's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.problems import visible
from kgen.rules import Fault, ManifestSet, SetRule, child
from kgen.rules._scaled import target_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    scaled: set[tuple[Any, ...]] = set()
    for autoscaler in manifests.of("HorizontalPodAutoscaler"):
        target = kind, name, namespace = target_of(autoscaler)
        version = child(autoscaler, "spec", "scaleTargetRef").get("apiVersion")
        known = manifests.named(kind, namespace, name)
        path = "spec.scaleTargetRef"
        if known is None:
            yield Fault(
                path, f"'{path}' names {_word(kind)} {shown(name)}, which is not there; it must name a workload", autoscaler
            )
        elif known.get("apiVersion") != version:
            right = shown(known.get("apiVersion"))
            yield Fault(f"{path}.apiVersion", f"'{path}.apiVersion' is {shown(version)}; it must be {right}", autoscaler)
        elif target in scaled:
            yield Fault(path, f"'{path}' names {_word(kind)} {shown(name)}, which another one scales; leave one out", autoscaler)
        if known is not None:
            scaled.add(target)


def _word(kind: Any) -> str:
    return visible(str(kind)) if kind else "something called"


RULE = SetRule(
    severity="error",
    kinds=("HorizontalPodAutoscaler",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/"],
    asked_by={
        "kube-score": ["horizontalpodautoscaler-has-target"],
        "kube-linter": ["dangling-horizontalpodautoscaler"],
        "kubescape": ["C-0300"],
        "kyverno": ["prevent-duplicate-hpa"],
        "popeye": ["600"],
    },
    rows=["F3"],
    practice="Copies follow the load",
    satisfy="Nothing to write; kgen writes it so.",
    manifest=(
        "In a HorizontalPodAutoscaler: `spec.scaleTargetRef` must name apiVersion, kind and name of a workload of the "
        "set, and no other may name the same."
    ),
)
