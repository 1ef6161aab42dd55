"""The volumes of a pod by name, so that those who define and those who mount them agree."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from kgen.fragments._config import live_folders, of_mode

if TYPE_CHECKING:
    from kgen.model.container import Container, Scratch
    from kgen.model.service import Service

TMP = "/tmp"
TMP_SIZE = "256Mi"
"""The most that /tmp may hold unless the spec says otherwise; the rest of a container's file system is read-only."""

Key = tuple[str, str]
"""What a volume is for: a kind or container, and a path or name."""

CONFIG: Key = ("config", "")
TOKEN: Key = ("token", "")

_LONGEST = 63
"""Characters of a volume's name, which is a DNS label (https://kubernetes.io/docs/concepts/storage/volumes/)."""

_OTHERS = re.compile(r"[^a-z0-9]+")


def volume_names(service: Service) -> dict[Key, str]:
    """Names of all volumes of the pod but claims, which keep their own.

    A name is read from the path or secret; where two would be the same, too long or a claim's, a digest makes it unique.
    """
    names: dict[Key, str] = {}
    taken = set(service.volumes)
    for key, text in _wanted(service):
        name = text if text.isalpha() and text.islower() else _OTHERS.sub("-", text.lower()).strip("-")
        if name in taken or len(name) > _LONGEST:
            name = f"{name[: _LONGEST - 9].rstrip('-')}-{sha256(repr(key).encode()).hexdigest()[:8]}".lstrip("-")
        names[key] = name
        taken.add(name)
    return names


def _wanted(service: Service) -> list[tuple[Key, str]]:
    wanted = [(("", path), "tmp" if path == TMP else f"scratch-{path}") for path in scratch(service)]
    if service.config:
        wanted += [(CONFIG, "config")] if of_mode(service.config, "restart") else []
        wanted += [(("live", folder), f"config-{folder}") for folder in live_folders(service.config)]
    wanted += [(("secret", name), f"secret-{name}") for name in sorted(service.secrets) if service.secrets[name].path]
    if service.permissions:
        wanted.append((TOKEN, "token"))
    wanted += [(("host", path), f"host-{path}") for path in sorted(service.host.paths)]
    for helpers in (service.init, service.sidecars):
        for name in sorted(helpers):
            wanted += [((name, path), f"{name}-{path}") for path in scratch(helpers[name])]
    return wanted


def scratch(container: Service | Container) -> dict[str, Scratch | None]:
    """The folders of its own that a container may write to, by path: those it declares; /tmp is None if it is not one."""
    declared = container.scratch
    return {path: declared.get(path) for path in sorted({TMP, *declared})} if declared else {TMP: None}
