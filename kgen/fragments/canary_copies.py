"""How many copies of the new version run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgen.fragments._copies import split

if TYPE_CHECKING:
    from kgen.model.service import Service


def canary_copies(service: Service, rollouts: str) -> int:
    """As many as give it its part of the traffic, at least one."""
    return split(service, rollouts)[1]
