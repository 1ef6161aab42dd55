"""Alerts for what a service promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from kgen.fragments._promql import bound, failing, number, slow, whose

if TYPE_CHECKING:
    from kgen.model.service import Service

_WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")

_BURNS = (
    ("14.4", "1h", "5m", "critical"),
    ("6", "6h", "30m", "critical"),
    ("3", "1d", "2h", "warning"),
    ("1", "3d", "6h", "warning"),
)
"""How many times too fast, over which long and short time, and how urgent that is: 2 % of what may fail in 30 days is gone in an
hour, 5 % in six hours, 10 % in a day or in three (https://sre.google/workbook/alerting-on-slos/, section 6)."""

_UNSEEN = "1h"
"""How long figures may be missing before somebody is told: longer than any deployment takes."""


class _Promise(NamedTuple):
    record: str
    """The figure that says which part of the requests breaks it."""
    alert: str
    percent: Decimal
    broken: str
    """What happens to requests, in words."""
    part: Callable[[str], str]
    """That part, over a window."""
    figure: str
    """What must be there for it to be known."""


def objective_rules(service: Service, namespace: str) -> list[dict[str, Any]]:
    """Figures of what breaks each promise, and alerts when it is too large over a long time and still over a short one."""
    labels = {"namespace": namespace, "service": service.name}
    promises = list(_promises(service, whose(service.name, namespace)))
    rules = [
        {"record": f"{promise.record}{window}", "expr": promise.part(window), "labels": labels}
        for promise in promises
        for window in _WINDOWS
    ]
    alerting = {**labels, **({"owner": service.owner} if service.owner else {})}
    for promise in promises:
        rules += _alerts(promise, labels, alerting)
    return rules


def _promises(service: Service, whom: str) -> Iterator[_Promise]:
    promised = service.objectives
    assert promised
    if promised.availability is not None:
        yield _Promise(
            "service:requests_failed:ratio_rate",
            "AvailabilityBudgetBurns",
            Decimal(str(promised.availability)),
            "fail",
            partial(failing, promised, whom),
            f"{promised.requests}{{{whom}}}",
        )
    if promised.latency:
        under = number(Decimal(promised.latency.under) / 1000)
        yield _Promise(
            "service:requests_slow:ratio_rate",
            "LatencyBudgetBurns",
            Decimal(str(promised.latency.percent)),
            f"take longer than {under} s",
            partial(slow, promised, whom),
            f"{promised.duration}_bucket{{{whom},{bound(promised.latency.under)}}}",
        )


def _alerts(promise: _Promise, labels: dict[str, str], alerting: dict[str, str]) -> Iterator[dict[str, Any]]:
    """One for each pace at which the promise would be broken too early, and one for figures that do not come."""
    chosen = ",".join(f'{key}="{value}"' for key, value in labels.items())
    allowed = 1 - promise.percent / 100
    name = labels["service"]
    for factor, long, short, severity in _BURNS:
        most = Decimal(factor) * allowed
        if most < 1:  # else not even all requests together would be too many
            above = " and ".join(f"{promise.record}{window}{{{chosen}}} > {number(most)}" for window in (long, short))
            summary = f"{name}: {{{{ $value | humanizePercentage }}}} of requests {promise.broken}, over {long}"
            promised = f"{number(100 - promise.percent)} % may do so in 30 days; at this pace that is used up in {_days(factor)}."
            yield {
                "alert": promise.alert,
                "expr": above,
                "labels": {**alerting, "severity": severity},
                "annotations": {"summary": summary, "description": promised},
            }
    yield {
        "alert": f"{promise.alert.removesuffix('BudgetBurns')}Unknown",
        "expr": f"absent({promise.figure})",
        "for": _UNSEEN,
        "labels": {**alerting, "severity": "warning"},
        "annotations": {
            "summary": f"{name}: nobody knows how many requests {promise.broken}",
            "description": f"Prometheus has no {promise.figure}.",
        },
    }


def _days(factor: str) -> str:
    hours = round(30 * 24 / Decimal(factor))
    return f"{hours} hours" if hours < 72 else f"{round(Decimal(hours) / 24)} days"
