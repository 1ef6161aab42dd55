"""What an image reference says: where it is pulled from, and under which tag."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kgen.model.environment import Registry

_HUB = "docker.io"
"""Where a reference without a registry is pulled from
(https://github.com/distribution/reference/blob/main/normalize.go)."""


@lru_cache(4096)
def repository(image: str) -> str:
    """The repository with its registry, without tag and digest: `redis:8` is `docker.io/library/redis`."""
    name = image.partition("@")[0]
    head, slash, rest = name.partition("/")
    if slash and ("." in head or ":" in head or head == "localhost"):
        return f"{head}/{rest.partition(':')[0]}"
    name = name.partition(":")[0]
    return f"{_HUB}/{name}" if slash else f"{_HUB}/library/{name}"


def tag(image: str) -> str | None:
    """The tag, if the reference has one."""
    last = image.partition("@")[0].rpartition("/")[2]
    return last.partition(":")[2] or None


def registry(image: str, registries: Mapping[str, Registry]) -> Registry | None:
    """The registry that an image comes from: of those that its repository begins with, the one with the longest name."""
    path = repository(image)
    found = [name for name in registries if path == name or path.startswith(name.rstrip("/") + "/")]
    return registries[max(found, key=len)] if found else None
