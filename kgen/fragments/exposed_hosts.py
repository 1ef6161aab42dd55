"""The host names under which clients reach a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.traffic import Expose


def exposed_hosts(expose: Expose) -> list[str]:
    """`hosts`, or the one `host`, in the order they were given."""
    return [*expose.hosts] or ([expose.host] if expose.host else [])
