"""Which versions of the API an object may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kgen.rules._pods import Manifest

if TYPE_CHECKING:
    from kgen.verify.deprecations import Deprecation

Look = Callable[[str, str, str], "Deprecation | None"]


def is_current(api_version: Any) -> bool:
    """Whether nothing is deprecated in this version of the API, whatever the kind."""
    from kgen.verify.deprecations import versions

    return not isinstance(api_version, str) or api_version not in versions()


def looked_up(manifest: Manifest, target: str, look: Look) -> tuple[Deprecation | None, str, str]:
    """What is known of the object's kind in its version, the two in words, and what to use instead."""
    version, kind = manifest.get("apiVersion"), manifest.get("kind")
    if not isinstance(version, str) or not isinstance(kind, str):
        return None, "", ""
    row = look(version, kind, target)
    use = f"use '{row.instead}'" if row and row.instead else "leave it out: nothing takes its place"
    return row, f"'{kind}' of '{version}'", use
