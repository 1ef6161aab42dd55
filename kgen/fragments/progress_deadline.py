"""How long a rollout may stand still before it counts as failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import Health

_USUAL = 600
"""Seconds that Kubernetes waits unless told otherwise
(https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds)."""

_ROOM = 300
"""Seconds for pulling the image and scheduling the pod, before the program can start."""


def progress_deadline(health: Health | None) -> int | None:
    """Longer than a program may take to start (`patience`); None where the usual time is long enough."""
    needed = (health.patience if health else 0) + _ROOM
    return needed if needed > _USUAL else None
