"""What the pods of a set may ask for at once, so that a namespace's quota leaves room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any

from kgen.unit import Totals
from kgen.verify.quantities import billionths

Amounts = dict[str, int]
"""Billionths of cores and bytes, the finest the API knows: whole numbers add up ten times faster than fractions."""
_OVERLAP = {"Allow": 3, "Forbid": 1, "Replace": 2}
"""Runs of a CronJob at once, by its concurrency policy; those that may overlap are bounded by nothing else."""
_BOUNDED = frozenset({"cpu", "memory", "ephemeral-storage"})
"""What every container has a limit of, unless an exemption says otherwise."""
_AUTOSCALERS = {"HorizontalPodAutoscaler": "maxReplicas", "ScaledObject": "maxReplicaCount"}
"""Where autoscalers say how many copies there are at most."""
_SURGE = 25
"""Per cent of additional pods while a Deployment rolls, where it states nothing (the API's default)."""


def totals(manifests: Iterable[Mapping[str, Any]], nodes: int, proxy: Mapping[str, Any] | None = None) -> Totals:
    """The sum over all workloads: the most pods each may have on that many nodes, times what one pod asks for.

    `proxy` is the container that a service mesh puts into each pod.
    """
    manifests = list(manifests)
    most = dict(_autoscaled(manifests))
    requests: Amounts = {}
    limits: Amounts = {}
    largest: Amounts = {}
    unlimited: set[str] = set()
    for manifest in manifests:
        count = _pods(manifest, most.get((manifest["kind"], manifest["metadata"]["name"])), nodes)
        if count:
            pod = _template(manifest)["spec"]
            if proxy:
                pod = {**pod, "initContainers": [proxy, *pod.get("initContainers", ())]}
            _add(requests, _of_pod(pod, "requests"), count)
            _add(limits, _of_pod(pod, "limits"), count)
            for container in (*pod.get("initContainers", ()), *pod["containers"]):
                unlimited |= _BOUNDED - _amounts(container, "limits").keys()
                for name, amount in _amounts(container, "limits").items():
                    largest[name] = max(amount, largest.get(name, amount))
    return Totals(requests, limits, largest, frozenset(unlimited))


def joined(parts: Iterable[Totals]) -> dict[str, dict[str, str]]:
    """What several units ask for together, as quantities; what some container has no limit of is left out."""
    requests: Amounts = {}
    limits: Amounts = {}
    largest: Amounts = {}
    unlimited: set[str] = set()
    for part in parts:
        _add(requests, part.requests)
        _add(limits, part.limits)
        unlimited |= part.unlimited
        for name, amount in part.largest.items():
            largest[name] = max(amount, largest.get(name, amount))
    bounded = [{name: amount for name, amount in each.items() if name not in unlimited} for each in (limits, largest)]
    return {"requests": _texts(requests), "limits": _texts(bounded[0]), "largest": _texts(bounded[1])}


def _texts(amounts: Amounts) -> dict[str, str]:
    return {
        name: f"{-(-amount // 10**6)}m" if name == "cpu" else str(-(-amount // 10**9)) for name, amount in sorted(amounts.items())
    }


def _autoscaled(manifests: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], int]]:
    for manifest in manifests:
        spec = manifest.get("spec", {})
        if manifest["kind"] in _AUTOSCALERS:
            target = spec["scaleTargetRef"]
            # A Rollout has the name of the Deployment whose pods it runs.
            kind = "Deployment" if target["kind"] == "Rollout" else target["kind"]
            yield (kind, target["name"]), spec[_AUTOSCALERS[manifest["kind"]]]
        elif manifest["kind"] == "Rollout" and "replicas" in spec:
            yield ("Deployment", spec["workloadRef"]["name"]), spec["replicas"]


def _template(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    spec = manifest["spec"]["jobTemplate"]["spec"] if manifest["kind"] == "CronJob" else manifest["spec"]
    template: Mapping[str, Any] = spec["template"]
    return template


def _pods(manifest: Mapping[str, Any], most: int | None, nodes: int) -> int:
    """The most pods that a manifest has at once; 0 for what has none."""
    match manifest["kind"]:
        case "Deployment" | "StatefulSet":
            return _copies(manifest, most)
        case "DaemonSet":
            return nodes
        case "Job":
            return int(manifest["spec"].get("parallelism", 1))
        case "CronJob":
            spec = manifest["spec"]
            return int(spec["jobTemplate"]["spec"].get("parallelism", 1)) * _OVERLAP[spec.get("concurrencyPolicy", "Allow")]
    return 0


def _copies(manifest: Mapping[str, Any], most: int | None) -> int:
    """The copies, and those that a rolling update starts before it ends old ones."""
    spec = manifest["spec"]
    copies = most if most is not None else int(spec.get("replicas", 1))
    strategy = spec.get("strategy", {})
    if manifest["kind"] != "Deployment" or strategy.get("type") == "Recreate":
        return copies
    surge = strategy.get("rollingUpdate", {}).get("maxSurge", f"{_SURGE}%")
    return copies + (ceil(copies * int(surge.rstrip("%")) / 100) if isinstance(surge, str) else int(surge))


def _of_pod(pod: Mapping[str, Any], which: str) -> Amounts:
    """What the scheduler counts for one pod
    (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers)."""
    beside: Amounts = {}
    most_before: Amounts = {}
    for container in pod.get("initContainers", ()):
        amounts = _amounts(container, which)
        if container.get("restartPolicy") == "Always":
            _add(beside, amounts)
            amounts = {}
        for name in {*amounts, *beside}:
            most_before[name] = max(most_before.get(name, 0), amounts.get(name, 0) + beside.get(name, 0))
    running = dict(beside)
    for container in pod["containers"]:
        _add(running, _amounts(container, which))
    return {name: max(running.get(name, 0), most_before.get(name, 0)) for name in {*running, *most_before}}


def _amounts(container: Mapping[str, Any], which: str) -> Amounts:
    return {name: billionths(str(text)) for name, text in container.get("resources", {}).get(which, {}).items()}


def _add(total: Amounts, amounts: Mapping[str, int], times: int = 1) -> None:
    for name, amount in amounts.items():
        total[name] = total.get(name, 0) + amount * times
