"""Fields that a Kubernetes version knows but ignores or refuses unless a feature gate is switched on.

The API schema of a version lists fields of alpha features too. Here stands for each such field the first version that honours
it by default. A field that came with its feature already on needs no line: the schema refuses it in older versions.

Source: https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kgen.problems import Path
from kgen.verify import pods
from kgen.verify.errors import Manifest, SchemaError, dotted

NEVER = ""
"""On by default in no version so far."""

_POD = {
    "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.matchLabelKeys": "1.31",
    "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.mismatchLabelKeys": "1.31",
    "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.matchLabelKeys": "1.31",
    "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.mismatchLabelKeys": "1.31",
    "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.matchLabelKeys": "1.31",
    "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm.mismatchLabelKeys": "1.31",
    "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.matchLabelKeys": "1.31",
    "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*.mismatchLabelKeys": "1.31",
    "containers.*.restartPolicy": "1.35",
    "evictionResponders": NEVER,
    "hostUsers": "1.33",
    "hostnameOverride": "1.35",
    "resourceClaims": "1.34",
    "resources": "1.34",
    "schedulingGroup": NEVER,
    "securityContext.seLinuxChangePolicy": "1.33",
    "securityContext.supplementalGroupsPolicy": "1.33",
    "volumes.*.configMap.defaultUser": NEVER,
    "volumes.*.downwardAPI.defaultUser": NEVER,
    "volumes.*.emptyDir.mode": NEVER,
    "volumes.*.image": "1.35",
    "volumes.*.projected.defaultUser": NEVER,
    "volumes.*.projected.sources.*.clusterTrustBundle": "1.37",
    "volumes.*.projected.sources.*.podCertificate": "1.37",
    "volumes.*.secret.defaultUser": NEVER,
    "workloadRef": NEVER,
}
"""By the way from the pod's spec; `*` is any item of a list."""

_CONTAINER = {
    "env.*.valueFrom.fileKeyRef": "1.35",
    "lifecycle.postStart.sleep": "1.30",
    "lifecycle.preStop.sleep": "1.30",
    "lifecycle.preStop.sleep.seconds=0": "1.33",
    "lifecycle.stopSignal": NEVER,
    "resizePolicy": "1.33",
    "resources.claims": "1.34",
    "restartPolicyRules": "1.35",
    "securityContext.procMount": "1.33",
    "volumeMounts.*.bindMountOptions": NEVER,
    "volumeMounts.*.recursiveReadOnly": "1.31",
}
"""By the way from a container of any list."""

_JOB = {"managedBy": "1.32", "scheduling": NEVER, "successPolicy": "1.31"}

_KINDS = {
    ("batch", "CronJob"): {f"spec.jobTemplate.spec.{field}": since for field, since in _JOB.items()},
    ("apiextensions.k8s.io", "CustomResourceDefinition"): {"spec.versions.*.selectableFields": "1.31"},
    ("autoscaling", "HorizontalPodAutoscaler"): {
        "spec.behavior.scaleDown.tolerance": "1.35",
        "spec.behavior.scaleUp.tolerance": "1.35",
        "spec.minReplicas=0": "1.37",
    },
    ("batch", "Job"): {f"spec.{field}": since for field, since in _JOB.items()},
    ("", "PersistentVolumeClaim"): {"spec.volumeAttributesClassName": "1.34"},
    ("", "Service"): {
        "spec.trafficDistribution": "1.31",
        "spec.trafficDistribution=PreferSameNode": "1.34",
        "spec.trafficDistribution=PreferSameZone": "1.34",
    },
    ("apps", "StatefulSet"): {
        "spec.updateStrategy.rollingUpdate.maxUnavailable": "1.37",
        "spec.volumeClaimTemplates.*.spec.volumeAttributesClassName": "1.34",
    },
}
"""By the way from the manifest; `=` at the end means only this value."""

_Tree = dict[str, Any]


def errors(manifest: Manifest, version: str) -> list[SchemaError]:
    """The fields that this version would need a feature gate for. The manifest must fit the API schema."""
    tree = _tree(manifest["apiVersion"], manifest["kind"], version)
    found: list[SchemaError] = []
    if tree:
        _walk(tree, manifest, (), version, found)
    return found


@lru_cache(maxsize=2048)
def _tree(api_version: str, kind: str, version: str) -> _Tree:
    """The guards that matter for a kind in a version, as a tree of steps; a leaf `=…` holds the version."""
    guards = dict(_KINDS.get((api_version.rpartition("/")[0], kind), {}))
    template = pods.template_path(api_version, kind)
    if template is not None:
        prefix = ".".join([*map(str, template), "spec"])
        guards |= {f"{prefix}.{path}": since for path, since in _POD.items()}
        for name in ("containers", "initContainers", "ephemeralContainers"):
            guards |= {f"{prefix}.{name}.*.{path}": since for path, since in _CONTAINER.items()}
    tree: _Tree = {}
    for guard, since in guards.items():
        if since == NEVER or _minor(since) > _minor(version):
            path, _, value = guard.partition("=")
            node = tree
            for step in path.split("."):
                node = node.setdefault(step, {})
            node[f"={value}"] = since
    return tree


def _minor(version: str) -> int:
    return int(version.rpartition(".")[2])


def _walk(tree: _Tree, value: Any, path: Path, version: str, found: list[SchemaError]) -> None:
    fields = isinstance(value, dict)
    for step, below in tree.items():
        if step[0] not in "=*":
            if fields and step in value:
                _walk(below, value[step], (*path, step), version, found)
        elif step == "=":
            found.append(SchemaError(path, f"'{dotted(path)}' {_since(below, version)}"))
        elif step[0] == "=":
            if step == f"={value}" and "=" not in tree:
                found.append(SchemaError(path, f"'{dotted(path)}' of {value} {_since(below, version)}"))
        elif step == "*":
            for index, item in enumerate(value if isinstance(value, list) else ()):
                _walk(below, item, (*path, index), version, found)


def _since(since: str, version: str) -> str:
    if since == NEVER:
        return "needs a feature gate that no Kubernetes version switches on by default"
    return f"works from Kubernetes {since} on, and this is {version}; before, it needs a feature gate"
