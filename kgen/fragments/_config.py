"""Files with settings, as entries of one ConfigMap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_OTHERS = re.compile(r"[^-._A-Za-z0-9]")


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
