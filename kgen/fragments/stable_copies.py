"""How many copies of the old version run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgen.fragments._copies import split

if TYPE_CHECKING:
    from kgen.model.service import Service


def stable_copies(service: Service, rollouts: str) -> int | None:
    """All without a canary, none by the Deployment itself where a Rollout takes its pods; None leaves it to an autoscaler."""
    if service.canary is None:
        return service.replicas
    return 0 if rollouts == "argo" else split(service, rollouts)[0]
