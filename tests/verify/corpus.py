"""The good manifests of `valid.yaml`, and changes to them as JSON pointers."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
_DOCUMENTS = list(yaml.safe_load_all((HERE / "valid.yaml").read_text(encoding="utf-8")))
MANIFESTS: list[dict[str, Any]] = json.loads(json.dumps(_DOCUMENTS))
"""Through JSON, so that values of one YAML anchor can be changed alone."""
_BY_KIND = {manifest["kind"]: manifest for manifest in MANIFESTS}


def changed(kind: str, set_: dict[str, Any] | None = None, drop: list[str] | None = None) -> dict[str, Any]:
    """A copy of the good manifest of a kind, with values set and dropped at JSON pointers (`-` appends to a list)."""
    manifest = deepcopy(_BY_KIND[kind])
    for pointer, value in (set_ or {}).items():
        owner, last = _owner(manifest, pointer)
        if last == "-":
            owner.append(value)
        else:
            owner[int(last) if isinstance(owner, list) else last] = value
    for pointer in drop or []:
        owner, last = _owner(manifest, pointer)
        del owner[int(last) if isinstance(owner, list) else last]
    return manifest


def _owner(manifest: Any, pointer: str) -> tuple[Any, str]:
    *way, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    for step in way:
        manifest = manifest[int(step)] if isinstance(manifest, list) else manifest.setdefault(step, {})
    return manifest, last


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file: `kind`, `set`, `drop`, `version` (1.33 where silent) and the exact `errors`, one a line."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
