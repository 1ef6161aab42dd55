"""At least two copies of a service run.

One copy is none while its node is drained or it starts again. What an autoscaler scales, and what may only ever run
once (`singleton: true`), is exempted on its own.
"""

from __future__ import annotations

from kgen.rules import Subject, WorkloadRule, above, name_of
from kgen.rules._scaled import autoscaler_of, is_single


def spare(workload: Subject) -> str:
    autoscaler = autoscaler_of(workload)
    if autoscaler:
        return f"scaled by HorizontalPodAutoscaler {name_of(autoscaler)}"
    return "one copy at a time" if is_single(workload) else ""


RULE = WorkloadRule(
    severity="warning",
    kinds=("Deployment",),
    path="spec.replicas",
    expect=above(1),
    spare=spare,
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/"],
    asked_by={
        "kube-score": ["deployment-replicas"],
        "kube-linter": ["minimum-three-replicas"],
        "polaris": ["deploymentMissingReplicas"],
        "kyverno": ["deployment-has-multiple-replicas"],
        "popeye": ["500"],
    },
    rows=["F1"],
)
