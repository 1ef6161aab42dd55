"""The volume claims an object makes: its own, or those of its template."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules._pods import Manifest, child, maps

KINDS = ("StatefulSet", "PersistentVolumeClaim")
CEL = (
    "(object.kind == 'PersistentVolumeClaim' ? [object] : "
    "has(object.spec.volumeClaimTemplates) ? object.spec.volumeClaimTemplates : [])"
)
"""The claims of `object` as a CEL list."""


def claims(manifest: Manifest) -> Iterator[tuple[str, Manifest]]:
    """The spec of each claim, and the way to it."""
    if manifest.get("kind") == "PersistentVolumeClaim":
        yield "spec", child(manifest, "spec")
        return
    for index, claim in enumerate(maps(child(manifest, "spec"), "volumeClaimTemplates")):
        yield f"spec.volumeClaimTemplates[{index}].spec", child(claim, "spec")
