"""The inventory: which files kgen wrote for a unit, and from what.

It comes back from a repository to which strangers send changes, so nothing in it is believed that could lead out of the
unit's folder. It holds no version and no date: a new kgen that changes no manifest changes no inventory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from kgen.problems import Problems
from kgen.write.tree import Tree
from kgen.write.unit import FILE, SEGMENT, Key, folder

FOLDER = ".kgen"

_MOST = 1 << 20
"""Bytes of an inventory file; a unit of a thousand manifests has a tenth of it."""

_DIGEST = re.compile("[0-9a-f]{64}")


class Entry(NamedTuple):
    """What the inventory says of a unit: SHA-256 (hex) by file name, the spec, and the digest of its meaning."""

    files: dict[str, str]
    source: str
    meaning: str


def path(key: Key) -> str:
    """The inventory file of a unit, relative to `out`."""
    return f"{FOLDER}/{folder(key)}.json"


def render(files: Mapping[str, bytes], source: str, meaning: str) -> bytes:
    """The content of an inventory file."""
    rows = ",\n".join([f'    "{name}": "{sha256(files[name]).hexdigest()}"' for name in sorted(files)])
    tail = f'  "meaning": {json.dumps(meaning)},\n  "source": {json.dumps(source)}\n'
    return f'{{\n  "files": {{\n{rows}\n  }},\n{tail}}}\n'.encode()


def scan(tree: Tree) -> list[Key]:
    """The units that have an inventory file. What else lies in the folder is not kgen's and is left alone."""
    if not tree.folder(""):
        return []
    return [
        (environment, namespace, name.removesuffix(".json"))
        for environment in _names(tree, FOLDER, folders=True)
        for namespace in _names(tree, f"{FOLDER}/{environment}", folders=True)
        for name in _names(tree, f"{FOLDER}/{environment}/{namespace}", folders=False)
        if name.endswith(".json")
    ]


def _names(tree: Tree, above: str, *, folders: bool) -> list[str]:
    names = []
    for name, entry in (tree.entries(above) or {}).items():
        if not SEGMENT.fullmatch(name):
            continue
        if entry.is_symlink() and folders:
            tree.folder(f"{above}/{name}")
        elif entry.is_symlink():
            tree.require_file(f"{above}/{name}", entry)
        elif entry.is_dir(follow_symlinks=False) == folders:
            names.append(name)
    return sorted(names)


def load(tree: Tree, key: Key) -> bytes:
    """The inventory file of a unit that has one, as it is; at most a megabyte of it."""
    return tree.read(path(key), _MOST) or b""


def parse(tree: Tree, key: Key, content: bytes) -> Entry:
    """What an inventory file says; raises Problems [inventory] when kgen cannot have written it."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    if not _is_entry(data):
        hint = f"delete it and run kgen build; compare '{tree.shown(folder(key))}' with git afterwards"
        raise Problems([tree.problem(path(key), "is no inventory that kgen wrote", "inventory", hint)])
    return Entry(data["files"], data["source"], data["meaning"])


def _is_entry(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and data.keys() == {"files", "source", "meaning"}
        and isinstance(data["source"], str)
        and isinstance(data["meaning"], str)
        and isinstance(data["files"], dict)
        and all(FILE.fullmatch(name) for name in data["files"])
        and all(isinstance(value, str) and _DIGEST.fullmatch(value) for value in data["files"].values())
    )
