"""Values of one manifest that contradict each other: each is right alone, together the API server refuses them.

Source: pkg/apis/<group>/validation/validation.go of Kubernetes; the function is named beside each check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kgen.problems import Path
from kgen.verify import pods
from kgen.verify.errors import Manifest, SchemaError, dotted, shown

_Spec = dict[str, Any]
_Check = Callable[[_Spec], Iterator[SchemaError]]

_NEED_SPEC = frozenset(
    {
        ("", "PersistentVolumeClaim"),
        ("", "Pod"),
        ("", "Service"),
        ("apps", "DaemonSet"),
        ("apps", "Deployment"),
        ("apps", "ReplicaSet"),
        ("apps", "StatefulSet"),
        ("autoscaling", "HorizontalPodAutoscaler"),
        ("batch", "CronJob"),
        ("batch", "Job"),
    }
)
"""Kinds of which an empty spec is refused; the schemas before 1.37 do not say so."""

_GRACE = 30
"""Seconds a pod has to end where its spec says nothing."""

_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_HANDLERS = frozenset({"exec", "grpc", "httpGet", "tcpSocket"})
_HOOKS = frozenset({"exec", "httpGet", "sleep", "tcpSocket"})


def errors(manifest: Manifest) -> list[SchemaError]:
    """What contradicts itself. The manifest must fit the API schema."""
    found: list[SchemaError] = []
    key = (manifest["apiVersion"].rpartition("/")[0], manifest["kind"])
    spec = manifest.get("spec")
    if spec is None and key in _NEED_SPEC:
        found.append(SchemaError(("spec",), "'spec' is missing"))
    if spec:
        for check in _KINDS.get(key, ()):
            found.extend(check(spec))
    template = pods.template(manifest)
    if template is not None:
        path, pod = template
        claims = spec.get("volumeClaimTemplates", ()) if spec and key == ("apps", "StatefulSet") else ()
        found.extend(_pod(pod.get("spec", {}), (*path, "spec"), [claim.get("metadata", {}).get("name") for claim in claims]))
        found.extend(_restarts(key, pod.get("spec", {}), (*path, "spec")))
    return found


def _selector(spec: _Spec) -> Iterator[SchemaError]:
    """ValidateDeploymentSpec and its like: `selector` does not match template `labels`."""
    labels = spec.get("template", {}).get("metadata", {}).get("labels", {})
    for key, value in spec.get("selector", {}).get("matchLabels", {}).items():
        if labels.get(key) != value:
            path = ("spec", "selector", "matchLabels", key)
            has = f"has '{shown(labels[key])}'" if key in labels else "has no such label"
            yield SchemaError(path, f"'{dotted(path)}' is '{shown(value)}', but 'spec.template.metadata.labels' {has}")


def _rollout(spec: _Spec) -> Iterator[SchemaError]:
    """ValidateDeploymentStrategy, ValidateRollingUpdateDeployment, ValidateDeploymentSpec."""
    strategy = spec.get("strategy", {})
    rolling = strategy.get("rollingUpdate", {})
    if strategy.get("type") == "Recreate" and "rollingUpdate" in strategy:
        path: Path = ("spec", "strategy", "rollingUpdate")
        yield SchemaError(path, f"'{dotted(path)}' is not allowed with type 'Recreate'")
    if rolling.get("maxSurge") in (0, "0%") and rolling.get("maxUnavailable") in (0, "0%"):
        path = ("spec", "strategy", "rollingUpdate", "maxUnavailable")
        yield SchemaError(path, f"'{dotted(path)}' must not be 0 where 'maxSurge' is 0: no pod could ever be replaced")
    if spec.get("progressDeadlineSeconds", 600) <= spec.get("minReadySeconds", 0):
        path = ("spec", "minReadySeconds")
        yield SchemaError(path, "'spec.minReadySeconds' must be less than 'spec.progressDeadlineSeconds' (600 by default)")


def _autoscaler(spec: _Spec) -> Iterator[SchemaError]:
    """ValidateHorizontalPodAutoscalerSpec."""
    low, high = spec.get("minReplicas", 1), spec["maxReplicas"]
    if low > high:
        yield SchemaError(("spec", "maxReplicas"), f"'spec.maxReplicas' is {high}, which is less than 'spec.minReplicas', {low}")


def _budget(spec: _Spec) -> Iterator[SchemaError]:
    """ValidatePodDisruptionBudgetSpec."""
    if "minAvailable" in spec and "maxUnavailable" in spec:
        yield SchemaError(("spec", "maxUnavailable"), "'spec.maxUnavailable' and 'spec.minAvailable' exclude each other")


def _policy(spec: _Spec) -> Iterator[SchemaError]:
    """ValidateNetworkPolicyPort, ValidateNetworkPolicyPeer."""
    for way, peers in (("ingress", "from"), ("egress", "to")):
        for number, rule in enumerate(spec.get(way, ())):
            for index, port in enumerate(rule.get("ports", ())):
                path: Path = ("spec", way, number, "ports", index, "endPort")
                if "endPort" in port and not isinstance(port.get("port"), int):
                    yield SchemaError(path, f"'{dotted(path)}' needs a number as 'port'")
                elif "endPort" in port and port["endPort"] < port["port"]:
                    yield SchemaError(path, f"'{dotted(path)}' is {port['endPort']}, which is less than 'port', {port['port']}")
            for index, peer in enumerate(rule.get(peers, ())):
                if "ipBlock" in peer and len(peer) > 1:
                    path = ("spec", way, number, peers, index)
                    yield SchemaError(path, f"'{dotted(path)}' must have 'ipBlock' alone, or selectors, not both")


def _service(spec: _Spec) -> Iterator[SchemaError]:
    """ValidateService: ports differ in number or protocol."""
    seen: dict[tuple[int, str], int] = {}
    for index, port in enumerate(spec.get("ports", ())):
        first = seen.setdefault((port["port"], port.get("protocol", "TCP")), index)
        if first != index:
            path = ("spec", "ports", index, "port")
            yield SchemaError(
                path, f"'{dotted(path)}' is {port['port']}, as 'spec.ports[{first}].port' is, with the same protocol"
            )


def _restarts(key: tuple[str, str], spec: _Spec, path: Path) -> Iterator[SchemaError]:
    """ValidatePodTemplateSpecForReplicaSet, validateJobSpec: only the pods of a Job may end."""
    policy = spec.get("restartPolicy", "Always")
    place = (*path, "restartPolicy")
    if key[0] == "batch" and policy == "Always":
        yield SchemaError(place, f"'{dotted(place)}' must be 'OnFailure' or 'Never' in a {key[1]}")
    elif key[0] == "apps" and policy != "Always":
        yield SchemaError(place, f"'{dotted(place)}' must be 'Always' in a {key[1]}, not '{policy}'")


def _pod(spec: _Spec, path: Path, claims: list[str | None]) -> Iterator[SchemaError]:
    """ValidatePodSpec, validateContainers."""
    volumes = {volume["name"] for volume in spec.get("volumes", ())}.union(claims)
    grace = spec.get("terminationGracePeriodSeconds", _GRACE)
    for index, volume in enumerate(spec.get("volumes", ())):
        if len(volume) > 2:
            place: Path = (*path, "volumes", index)
            yield SchemaError(place, f"'{dotted(place)}' must have one source, and has {_named(set(volume) - {'name'})}")
    for name, index, container in pods.containers(spec):
        place = (*path, name, index)
        yield from _mounts(container, place, volumes)
        for probe in _PROBES:
            if probe in container:
                yield from _probe(probe, container[probe], (*place, probe))
        if "lifecycle" in container:
            yield from _lifecycle(container["lifecycle"], (*place, "lifecycle"), grace)
        for number, variable in enumerate(container.get("env", ())):
            if "valueFrom" in variable and variable.get("value"):
                here = (*place, "env", number, "valueFrom")
                yield SchemaError(here, f"'{dotted(here)}' and 'value' exclude each other")


def _mounts(container: _Spec, path: Path, volumes: set[str | None]) -> Iterator[SchemaError]:
    seen: dict[str, int] = {}
    for index, mount in enumerate(container.get("volumeMounts", ())):
        if mount["name"] not in volumes:
            place = (*path, "volumeMounts", index, "name")
            yield SchemaError(place, f"'{dotted(place)}' is '{shown(mount['name'])}', and the pod has no volume of that name")
        first = seen.setdefault(mount["mountPath"], index)
        if first != index:
            place = (*path, "volumeMounts", index, "mountPath")
            yield SchemaError(
                place, f"'{dotted(place)}' is '{shown(mount['mountPath'])}', as 'volumeMounts[{first}].mountPath' is"
            )


def _probe(name: str, probe: _Spec, path: Path) -> Iterator[SchemaError]:
    handlers = _HANDLERS & probe.keys()
    if len(handlers) != 1:
        yield SchemaError(path, f"'{dotted(path)}' must have one of {_named(_HANDLERS)}, and has {_named(handlers)}")
    if name != "readinessProbe" and probe.get("successThreshold", 1) != 1:
        place = (*path, "successThreshold")
        yield SchemaError(place, f"'{dotted(place)}' must be 1, not {probe['successThreshold']}: one success is enough here")


def _lifecycle(lifecycle: _Spec, path: Path, grace: int) -> Iterator[SchemaError]:
    for name in ("postStart", "preStop"):
        hook = lifecycle.get(name)
        if hook is None:
            continue
        handlers = _HOOKS & hook.keys()
        if len(handlers) != 1:
            place: Path = (*path, name)
            yield SchemaError(place, f"'{dotted(place)}' must have one of {_named(_HOOKS)}, and has {_named(handlers)}")
        if "sleep" in hook and hook["sleep"]["seconds"] > grace:
            place = (*path, name, "sleep", "seconds")
            longest = f"'terminationGracePeriodSeconds', {grace}"
            yield SchemaError(place, f"'{dotted(place)}' is {hook['sleep']['seconds']}, which is more than {longest}")


def _named(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"


_KINDS: dict[tuple[str, str], tuple[_Check, ...]] = {
    ("", "Service"): (_service,),
    ("apps", "DaemonSet"): (_selector,),
    ("apps", "Deployment"): (_selector, _rollout),
    ("apps", "ReplicaSet"): (_selector,),
    ("apps", "StatefulSet"): (_selector,),
    ("autoscaling", "HorizontalPodAutoscaler"): (_autoscaler,),
    ("networking.k8s.io", "NetworkPolicy"): (_policy,),
    ("policy", "PodDisruptionBudget"): (_budget,),
}
