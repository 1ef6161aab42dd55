"""What an autoscaler aims at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgen.model.service import Autoscale


def autoscale_metrics(autoscale: Autoscale) -> list[dict[str, Any]]:
    """The metrics of a HorizontalPodAutoscaler: the average use of CPU and of memory, in per cent of the request.

    Raises ValueError if it aims at neither.
    """
    aims = [("cpu", autoscale.cpu), ("memory", autoscale.memory)]
    metrics = [
        {"type": "Resource", "resource": {"name": name, "target": {"type": "Utilization", "averageUtilization": percent}}}
        for name, percent in aims
        if percent is not None
    ]
    if not metrics:
        raise ValueError("'autoscale' aims at neither cpu nor memory; give one of them")
    return metrics
