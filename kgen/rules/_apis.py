"""Which versions of the API an object may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kgen.rules._pods import Manifest
from kgen.verify.deprecations import Deprecation, signs

Look = Callable[[str, str, str], Deprecation | None]


def is_current(word: Any) -> bool:
    """Whether nothing is deprecated that bears this apiVersion or kind."""
    return not isinstance(word, str) or word not in signs()


def looked_up(manifest: Manifest, target: str, look: Look) -> tuple[Deprecation | None, str, str]:
    """What is known of the object's kind in its version, the two in words, and what to use instead."""
    version, kind = manifest.get("apiVersion"), manifest.get("kind")
    if not isinstance(version, str) or not isinstance(kind, str):
        return None, "", ""
    row = look(version, kind, target)
    use = f"use '{row.instead}'" if row and row.instead else "leave it out: nothing takes its place"
    return row, f"'{kind}' of '{version}'", use
