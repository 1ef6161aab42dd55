"""Name: what the API never lets change bears a name of its own for each content, so that another content is another object."""

from __future__ import annotations

import hashlib
import json

from kgen.expand.stage import Manifest

IMMUTABLE = ("Job",)
"""Kinds whose pods can never change (https://kubernetes.io/docs/concepts/workloads/controllers/job/)."""


def name(manifests: list[Manifest]) -> None:
    """The finished manifests, those of immutable kinds renamed in place: `migrate` becomes `migrate-4f1c09a7de`."""
    for manifest in manifests:
        if manifest["kind"] in IMMUTABLE:
            manifest["metadata"]["name"] = f"{manifest['metadata']['name']}-{_digest(manifest)}"


def plain_name(manifest: Manifest) -> str:
    """The name that a manifest had before it got its digest."""
    given = str(manifest["metadata"]["name"])
    return given.removesuffix(f"-{_digest(manifest)}") if manifest["kind"] in IMMUTABLE else given


def _digest(manifest: Manifest) -> str:
    """Forty bits of the content; labels and annotations of the object itself may change, so they do not count."""
    content = json.dumps(manifest.get("spec"), sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()[:10]
