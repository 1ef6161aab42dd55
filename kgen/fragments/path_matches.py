"""Which requests come to a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments.exposed_paths import exposed_paths

if TYPE_CHECKING:
    from kgen.model.traffic import Expose


def path_matches(expose: Expose) -> list[dict[str, Any]]:
    """The matches of an HTTPRoute's rule: those whose path begins with one of the exposed paths."""
    return [{"path": {"type": "PathPrefix", "value": path}} for path in exposed_paths(expose)]
