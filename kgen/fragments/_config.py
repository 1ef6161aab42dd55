"""Files with settings, as entries of ConfigMaps: one for those whose change restarts pods, one for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import ConfigFile

_OTHERS = re.compile(r"[^-._A-Za-z0-9]")


LIVE = "ignore"
"""The `on_change` of files whose change restarts nothing."""


def of_mode(config: Mapping[str, ConfigFile], on_change: str) -> list[str]:
    """The paths of the files with this `on_change`."""
    return [path for path, file in config.items() if file.on_change == on_change]


def live_folders(config: Mapping[str, ConfigFile]) -> list[str]:
    """The folders of files whose change restarts nothing; they are mounted whole, as a single mounted file never changes."""
    return sorted({path.rpartition("/")[0] for path in of_mode(config, LIVE)})


def config_keys(paths: Iterable[str]) -> dict[str, str]:
    """The key of each file: its name, made valid and, where two files have the same, unique.

    Keys are letters, digits, `-`, `_` and `.` (https://kubernetes.io/docs/concepts/configuration/configmap/).
    Raises ValueError for a folder.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(paths):
        name = path.rpartition("/")[2]
        if not name:
            raise ValueError(f"'{path}' is a folder; name the file in it, such as {path}settings.yaml")
        key = _OTHERS.sub("-", name)
        if key in taken or key.startswith("..") or len(key) > 200:
            key = f"{sha256(path.encode()).hexdigest()[:8]}-{key[:200]}"
        keys[path] = key
        taken.add(key)
    return keys
