"""Where a container finds the volumes of its pod."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgen.fragments._config import config_keys, live_folders, of_mode
from kgen.fragments._mounts import CONFIG, TOKEN, Key, scratch, volume_names

if TYPE_CHECKING:
    from kgen.model.container import Container, Volume
    from kgen.model.service import Service

TOKEN_PATH = "/var/run/secrets/kubernetes.io"  # noqa: S105 - a path in the container
"""One level above the folder of the automatic token, for which Trivy (KSV-0036) would take it; client libraries find it there."""

Mount = dict[str, Any]


def volume_mounts(service: Service, container: Container | None = None) -> list[Mount]:
    """The mounts of the program, or of a container before or beside it, in the order of their paths.

    Raises ValueError if two have the same path, or if the container names a volume that the service does not have.
    """
    names = volume_names(service)
    found = list(_of_program(service, names)) if container is None else list(_of_helper(service, container, names))
    taken: set[str] = set()
    for mount in found:
        path = mount["mountPath"]
        if path == "/":
            raise ValueError("nothing can be mounted at '/'; name a folder below it")
        if path in taken:
            raise ValueError(f"two volumes are mounted at '{path}'; give one of them another path")
        taken.add(path)
    return sorted(found, key=lambda mount: str(mount["mountPath"]))


def _of_program(service: Service, names: dict[Key, str]) -> Iterator[Mount]:
    for path in scratch(service):
        yield {"mountPath": path, "name": names["", path]}
    if service.config:
        for path, key in config_keys(of_mode(service.config, "restart")).items():
            yield {"mountPath": path, "name": names[CONFIG], "readOnly": True, "subPath": key}
        for folder in live_folders(service.config):
            yield {"mountPath": folder, "name": names["live", folder], "readOnly": True}
    for name in service.secrets:
        yield from _secret(service, name, names)
    for volume in service.volumes.values():
        yield _claim(volume)
    if service.permissions:
        yield {"mountPath": TOKEN_PATH, "name": names[TOKEN], "readOnly": True}
    for path, node in service.host.paths.items():
        yield {"mountPath": node.path or path, "name": names["host", path], "readOnly": not node.write}


def _of_helper(service: Service, container: Container, names: dict[Key, str]) -> Iterator[Mount]:
    for path in scratch(container):
        yield {"mountPath": path, "name": names[container.name, path]}
    for name in container.volumes:
        if name not in service.volumes and name not in service.secrets and name not in service.scratch:
            there = ", ".join(sorted((*service.volumes, *service.secrets, *service.scratch))) or "none"
            raise ValueError(f"'{name}' is no volume, secret or scratch path of the service; there are: {there}")
        if name in service.volumes:
            yield _claim(service.volumes[name])
        if name in service.secrets:
            yield from _secret(service, name, names)
        if name in service.scratch:
            yield {"mountPath": name, "name": names["", name]}


def _secret(service: Service, name: str, names: dict[Key, str]) -> Iterator[Mount]:
    path = service.secrets[name].path
    if path:
        yield {"mountPath": path, "name": names["secret", name], "readOnly": True}


def _claim(volume: Volume) -> Mount:
    read_only = {"readOnly": True} if volume.access == "ReadOnlyMany" or (volume.csi and not volume.csi.write) else {}
    return {"mountPath": volume.path, "name": volume.name, **read_only}
