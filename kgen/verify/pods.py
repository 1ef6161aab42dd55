"""Where the pods are in a manifest of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kgen.problems import Path
from kgen.verify.errors import Manifest

_TEMPLATES: dict[tuple[str, str], Path] = {
    ("", "Pod"): (),
    ("", "PodTemplate"): ("template",),
    ("", "ReplicationController"): ("spec", "template"),
    ("apps", "DaemonSet"): ("spec", "template"),
    ("apps", "Deployment"): ("spec", "template"),
    ("apps", "ReplicaSet"): ("spec", "template"),
    ("apps", "StatefulSet"): ("spec", "template"),
    ("argoproj.io", "Rollout"): ("spec", "template"),
    ("batch", "CronJob"): ("spec", "jobTemplate", "spec", "template"),
    ("batch", "Job"): ("spec", "template"),
}

_LISTS = ("initContainers", "containers", "ephemeralContainers")


@lru_cache(maxsize=1024)
def template_path(api_version: str, kind: str) -> Path | None:
    """The way to the pod template (of a Pod: the empty path), or None for kinds without pods."""
    return _TEMPLATES.get((api_version.rpartition("/")[0], kind))


def template(manifest: Manifest) -> tuple[Path, dict[str, Any]] | None:
    """The way to the pod template and the template, or None where there is none."""
    path = template_path(manifest["apiVersion"], manifest["kind"])
    if path is None:
        return None
    found: Any = manifest
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return None if found is None else (path, found)


def containers(spec: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """List (`initContainers`, `containers`, `ephemeralContainers`), index and container, for all containers of a pod spec."""
    for name in _LISTS:
        for index, container in enumerate(spec.get(name, ())):
            yield name, index, container
