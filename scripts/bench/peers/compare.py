"""Whether a peer makes the manifests that kgen makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

Objects = Mapping[tuple[str, str], Any]
"""Manifests by kind and name."""

IGNORED = {
    "annotations that record exemptions from rules": "kgen writes them for checkers; peers have no rules to be exempt from",
    "the digest in the name of a ConfigMap": "all digest the same content, each in its own encoding",
    "the namespace's own four objects, kustomization.yaml, the inventory": "only kgen writes them",
}
"""What may differ, and why. All else is equal, the order of lists included."""

_EXEMPTION = re.compile(
    r"(kgen\.dev/exempt\.|checkov\.io/skip-|ignore-check\.kube-linter\.io/|kube-score/ignore$|kubescape\.io/skip-"
    r"|polaris\.fairwinds\.com/.*-exempt$)"
)
_ABSENT = "(absent)"
_DIGEST = re.compile(r"(-config-)[0-9a-f]{10}$")


def read_objects(out: Path) -> Objects:
    """All manifests in a folder as kubectl would read them, without what is ignored; ValueError if one is there twice."""
    objects: dict[tuple[str, str], Any] = {}
    for path in sorted(out.rglob("*.yaml")):
        if path.name == "kustomization.yaml" or path.parent.name == "_namespace":
            continue
        for manifest in yaml.load_all(path.read_text(), yaml.CSafeLoader):
            manifest = _without_digests(manifest)
            annotations = manifest["metadata"].get("annotations", {})
            for exemption in filter(_EXEMPTION.match, list(annotations)):
                del annotations[exemption]
            key = manifest["kind"], manifest["metadata"]["name"]
            if key in objects:
                raise ValueError(f"{'/'.join(key)} is there twice")
            objects[key] = manifest
    return objects


def differences(ours: Objects, theirs: Objects) -> Iterator[str]:
    """One line for each place where they differ."""
    for kind, name in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get((kind, name)), theirs.get((kind, name))
        if mine is None or other is None:
            yield f"{kind}/{name}: made by {'the peer' if mine is None else 'kgen'} only"
        else:
            yield from _unequal(mine, other, f"{kind}/{name}: ")


def _unequal(mine: Any, other: Any, path: str) -> Iterator[str]:
    if isinstance(mine, dict) and isinstance(other, dict):
        for key in sorted(mine.keys() | other.keys()):
            yield from _unequal(mine.get(key, _ABSENT), other.get(key, _ABSENT), f"{path}.{key}")
    elif isinstance(mine, list) and isinstance(other, list) and len(mine) == len(other):
        for index, pair in enumerate(zip(mine, other, strict=True)):
            yield from _unequal(*pair, f"{path}[{index}]")
    elif type(mine) is not type(other) or mine != other:
        yield f"{path} is {mine!r} in kgen's, {other!r} in the peer's"


def _without_digests(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_digests(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_digests(item) for item in value]
    return _DIGEST.sub(r"\1<digest>", value) if isinstance(value, str) else value
