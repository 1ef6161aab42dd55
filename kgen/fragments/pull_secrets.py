"""The secrets with which a pod pulls its images."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.environment import Registry
    from kgen.model.service import Service

_HUB = "docker.io"
"""The registry of images that name none (https://github.com/distribution/reference)."""


def pull_secrets(service: Service, registries: Mapping[str, Registry]) -> list[dict[str, str]] | None:
    """`imagePullSecrets` for all images of the pod, each secret once; None where no registry asks for one.

    Of several registries with the same beginning, the longest decides.
    """
    if not registries:
        return None
    helpers = (*service.init.values(), *service.sidecars.values())
    images = {service.image, *(helper.image for helper in helpers)} | ({service.canary.image} if service.canary else set())
    found = {_secret(_repository(image), registries) for image in images}
    return [{"name": secret} for secret in sorted(filter(None, found))] or None


def _secret(repository: str, registries: Mapping[str, Registry]) -> str | None:
    matching = [key for key in registries if f"{repository}/".startswith(f"{key.rstrip('/')}/")]
    return registries[max(matching, key=len)].pull_secret if matching else None


def _repository(image: str) -> str:
    """Registry and path of an image, with the registry that a short name stands for."""
    name = image.partition("@")[0]
    path, _, last = name.rpartition("/")
    last = last.partition(":")[0]
    host = path.partition("/")[0]
    if "." in host or ":" in host or host == "localhost":
        return f"{path}/{last}"
    return f"{_HUB}/{path or 'library'}/{last}"
