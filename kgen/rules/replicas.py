"""At least two copies of a service run.

One copy is none while its node is drained or it starts again. What an autoscaler scales, and what may only ever run
once (`singleton: true`), is exempted on its own.
"""

from __future__ import annotations

from kgen.problems import visible
from kgen.rules import CONTAINERS, Subject, WorkloadRule, above, child, made, maps, name_of
from kgen.rules._scaled import autoscaler_of, is_single, main_of, rollout_of

FEWEST = 2


def harden(workload: Subject) -> None:
    """Fills what is absent, unless the pods keep something of their own: two copies of a database are two databases."""
    spec = made(workload.value, "spec")
    if spec is None or spec.get("replicas") is not None or child(spec, "strategy").get("type") == "Recreate":
        return
    if not _keeps_data(workload):
        spec["replicas"] = FEWEST


def _keeps_data(workload: Subject) -> bool:
    """Whether a volume other than /tmp is written to, or may be."""
    scratch = [
        mount.get("name")
        for listed in CONTAINERS
        for container in maps(workload.pod, listed)
        for mount in maps(container, "volumeMounts")
        if mount.get("mountPath") != "/tmp"
    ]
    for volume in maps(workload.pod, "volumes"):
        if volume.keys() & {"persistentVolumeClaim", "hostPath", "ephemeral"}:
            return True
        if "emptyDir" in volume and volume.get("name") in scratch:
            return True
    return False


def spare(workload: Subject) -> str:
    replicas = child(workload.manifest, "spec").get("replicas")
    if type(replicas) is int and replicas >= FEWEST:
        return ""
    rollout = rollout_of(workload)
    if rollout:
        return f"its pods are run by Rollout {rollout}"
    main = main_of(workload)
    if main:
        return f"it shares the load with {main}"
    autoscaler = autoscaler_of(workload)
    if autoscaler:
        return f"scaled by {autoscaler['kind']} {visible(name_of(autoscaler))}"
    return "one copy at a time" if is_single(workload) else ""


RULE = WorkloadRule(
    severity="warning",
    risk="two copies of a program that must be alone run side by side",
    kinds=("Deployment",),
    path="spec.replicas",
    expect=above(FEWEST - 1),
    harden=harden,
    spare=spare,
    offline="an autoscaler, which is another object, may decide",
    sources=["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/"],
    asked_by={
        "kube-score": ["deployment-replicas"],
        "kube-linter": ["minimum-three-replicas"],
        "polaris": ["deploymentMissingReplicas"],
        "kyverno": ["deployment-has-multiple-replicas"],
        "popeye": ["500"],
    },
    rows=["F1"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="`replicas: 3`, `autoscale`, or `singleton: true` for what may only run once.",
)
