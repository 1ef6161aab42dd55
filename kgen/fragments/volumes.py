"""The volumes of a pod, besides claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments._config import LIVE, config_keys, live_folders, of_mode
from kgen.fragments._mounts import CONFIG, TMP_SIZE, TOKEN, scratch, volume_names
from kgen.fragments.config_name import config_name
from kgen.fragments.live_config_name import live_config_name
from kgen.fragments.secret_classes import class_name

if TYPE_CHECKING:
    from kgen.model.container import Container, Scratch, Secret
    from kgen.model.secrets import Secrets
    from kgen.model.service import Service
    from kgen.model.workload import HostPath, InlineVolume

_READABLE = 0o440
"""Mode of secret files: the owner (root) and the pod's group (`fsGroup`) read, nobody writes."""

_DRIVER = "secrets-store.csi.k8s.io"
"""https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage"""

_TOKEN: dict[str, Any] = {
    "defaultMode": _READABLE,
    "sources": [
        {"serviceAccountToken": {"expirationSeconds": 3600, "path": "serviceaccount/token"}},
        {"configMap": {"items": [{"key": "ca.crt", "path": "serviceaccount/ca.crt"}], "name": "kube-root-ca.crt"}},
        {"downwardAPI": {"items": [{"fieldRef": {"fieldPath": "metadata.namespace"}, "path": "serviceaccount/namespace"}]}},
    ],
}
"""A token for the Kubernetes API where client libraries look for it, renewed every hour (expirationSeconds 600 to 86400)
(https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection)."""


def volumes(service: Service, secrets: Secrets | None = None) -> list[dict[str, Any]]:
    """Folders to write to, settings, secrets and the API token: the program's, then its helpers'.

    `secrets` says where secrets come from; from the namespace unless given.
    """
    driver = secrets.csi if secrets else None
    names = volume_names(service)
    found = [_folder(names["", path], folder) for path, folder in scratch(service).items()]
    if CONFIG in names:
        found.append({"configMap": {"name": config_name(service)}, "name": names[CONFIG]})
    if service.config:
        found += [_live(names["live", folder], service, folder) for folder in live_folders(service.config)]
    for name, secret in sorted(service.secrets.items()):
        if secret.path:
            volume = names["secret", name]
            found.append(_fetched(volume, class_name(service.name, name)) if driver else _secret(volume, secret))
    if service.permissions:
        found.append({"name": names[TOKEN], "projected": _TOKEN})
    found += [_of_node(names["host", path], path, node) for path, node in sorted(service.host.paths.items())]
    found += [_inline(name, volume.csi) for name, volume in sorted(service.volumes.items()) if volume.csi]
    for helpers in (service.init, service.sidecars):
        for name in sorted(helpers):
            found += _folders(helpers[name], names)
    return found


def _folders(container: Container, names: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    return [_folder(names[container.name, path], folder) for path, folder in scratch(container).items()]


def _folder(name: str, folder: Scratch | None) -> dict[str, Any]:
    size = folder.size if folder else TMP_SIZE
    medium = {"medium": "Memory"} if folder and folder.memory else {}
    return {"emptyDir": {**medium, "sizeLimit": size}, "name": name}


def _live(name: str, service: Service, folder: str) -> dict[str, Any]:
    keys = config_keys(of_mode(service.config, LIVE))
    items = [{"key": key, "path": path.rpartition("/")[2]} for path, key in keys.items() if path.rpartition("/")[0] == folder]
    return {"configMap": {"items": items, "name": live_config_name(service.name)}, "name": name}


def _secret(name: str, secret: Secret) -> dict[str, Any]:
    items = {"items": [{"key": key, "path": key} for key in secret.keys]} if secret.keys else {}
    return {"name": name, "secret": {"defaultMode": _READABLE, **items, "secretName": secret.name}}


def _fetched(name: str, provider_class: str) -> dict[str, Any]:
    attributes = {"secretProviderClass": provider_class}
    return {"csi": {"driver": _DRIVER, "readOnly": True, "volumeAttributes": attributes}, "name": name}


_HOST_TYPES = {"folder": "Directory", "file": "File", "socket": "Socket"}
"""https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types"""


def _of_node(name: str, path: str, node: HostPath) -> dict[str, Any]:
    return {"hostPath": {"path": path, "type": _HOST_TYPES[node.kind]}, "name": name}


def _inline(name: str, volume: InlineVolume) -> dict[str, Any]:
    attributes = {"volumeAttributes": dict(volume.attributes)} if volume.attributes else {}
    return {"csi": {"driver": volume.driver, "readOnly": not volume.write, **attributes}, "name": name}
