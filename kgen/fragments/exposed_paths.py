"""The paths under which clients reach a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.traffic import Expose


def exposed_paths(expose: Expose) -> list[str]:
    """`paths`, or the one `path`, in the order they were given."""
    return [*expose.paths] or [expose.path]
