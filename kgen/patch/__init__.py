"""Patch: what a user changes in finished manifests, for what the spec has no word for.

A patch is a strategic merge (`merge`: written like the manifest itself, lists merge as the Kubernetes API merges them) or a
list of JSON Patch operations (`operations`: RFC 6902).
"""

from __future__ import annotations

from typing import Any

from kgen.model.service import Patch
from kgen.problems import Origin, Path, Problem


def apply(manifests: list[dict[str, Any]], patches: list[Patch], origin: Origin, path: Path) -> list[Problem]:
    """Change a unit's manifests in place, patch by patch; `path` is where the list of patches stands in `origin`.

    A patch with a problem changes nothing. Problems: `patch-form` (neither or both of merge and operations),
    `patch-no-match`, `patch-key`, `patch-directive`, `patch-operation`, `unknown-field`, `patch-pointer`, `patch-test`,
    `patch-null`, `patch-size`, `patch-identity`, `patch-secret`.
    """
    from kgen.patch.patching import mistakes  # most specs have no patch

    return [
        origin.problem((*path, *each.at), each.message, each.code, hint=each.hint, key=each.key)
        for each in mistakes(manifests, patches)
    ]
