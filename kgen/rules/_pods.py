"""Where the kinds of Kubernetes keep their pods, and which containers a pod has."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Manifest = dict[str, Any]

TEMPLATES: dict[str, tuple[str, ...]] = {
    "Pod": (),
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "ReplicationController": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""The way to the pod template, by kind (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/)."""

CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
"""The lists of containers of a pod; native sidecars are init containers."""

WITH_RESOURCES = CONTAINERS[:2]
"""Those that may have resources, ports and probes."""

_GROUPS = {
    **dict.fromkeys(("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"), ("apps/", "extensions/")),
    **dict.fromkeys(("Job", "CronJob"), ("batch/",)),
    **dict.fromkeys(("Ingress", "NetworkPolicy"), ("networking.k8s.io/", "extensions/")),
    **dict.fromkeys(("Service", "Pod", "Secret", "ConfigMap", "Namespace", "ServiceAccount"), ("v1",)),
    **dict.fromkeys(("LimitRange", "ResourceQuota", "PersistentVolumeClaim", "ReplicationController"), ("v1",)),
    **dict.fromkeys(("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"), ("rbac.authorization.k8s.io/",)),
    **dict.fromkeys(("VirtualService", "DestinationRule"), ("networking.istio.io/",)),
    "PeerAuthentication": ("security.istio.io/",),
    "VerticalPodAutoscaler": ("autoscaling.k8s.io/",),
}
"""What the apiVersion begins with; other groups use some of these names for something else (Knative's Service)."""


def kind_of(manifest: Manifest) -> str:
    """The kind; with its group behind it if another API group uses the name of a built-in kind."""
    kind, version = manifest.get("kind"), manifest.get("apiVersion")
    if not isinstance(kind, str):
        return ""
    return _kind(kind, version) if isinstance(version, str) and version else kind


@lru_cache(maxsize=1024)
def _kind(kind: str, version: str) -> str:
    return kind if version.startswith(_GROUPS.get(kind, "")) else f"{kind}.{version.partition('/')[0]}"


def template_path(kind: str) -> str:
    """The way to the pod template as text; empty for a Pod, which is its own."""
    return ".".join(TEMPLATES[kind])


def template_of(manifest: Manifest, kind: str) -> Manifest | None:
    """The pod template of a workload of this kind, or None where there is none."""
    steps = TEMPLATES.get(kind)
    if steps is None:
        return None
    node: Any = manifest
    for step in steps:
        node = node.get(step)
        if not isinstance(node, dict):
            return None
    return node  # type: ignore[no-any-return]


def maps(node: Any, key: str) -> list[Manifest]:
    """The maps in the list under `key`; none where there is no such list."""
    found = node.get(key) if isinstance(node, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def scratch(pod: Manifest) -> list[tuple[int, Manifest]]:
    """The empty folders of a pod with their places: a volume without any source is one, too.

    https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go (SetDefaults_Volume)
    """
    volumes = pod.get("volumes")
    listed = enumerate(volumes) if isinstance(volumes, list) else ()
    return [(index, volume) for index, volume in listed if isinstance(volume, dict) and is_scratch(volume)]


def is_scratch(volume: Manifest) -> bool:
    """Whether a volume is an empty folder."""
    return volume.get("emptyDir") is not None or not any(value is not None for key, value in volume.items() if key != "name")


def texts(node: Any, key: str) -> list[str]:
    """The texts in the list under `key`; none where there is no such list."""
    found = node.get(key) if isinstance(node, dict) else None
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def child(node: Any, *keys: str) -> Manifest:
    """The map under these keys; an empty one where there is none. It is for reading: nothing is created."""
    for key in keys:
        if not isinstance(node, dict):
            return {}
        node = node.get(key)
    return node if isinstance(node, dict) else {}


def made(node: Manifest, *keys: str) -> Manifest | None:
    """The map under these keys, created where nothing is; None where something else is in the way."""
    for key in keys:
        found = node.get(key)
        if found is None:
            found = node[key] = {}
        if not isinstance(found, dict):
            return None
        node = found
    return node
