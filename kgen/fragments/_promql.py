"""Questions to Prometheus about one service."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.observing import Objectives


def number(value: Decimal) -> str:
    """A number as people write it: no exponent, no zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whose(name: str, namespace: str) -> str:
    """The labels of what one service tells; `job` is what its monitor says it is."""
    return f'job="{name}",namespace="{namespace}"'


def rate(figure: str, labels: Iterable[str], window: str) -> str:
    """How often a second something was counted, over all copies."""
    return f"sum(rate({figure}{{{','.join(labels)}}}[{window}]))"


def failing(promised: Objectives, whom: str, window: str) -> str:
    """The part of requests that failed; nothing where there were none."""
    return f"{rate(promised.requests, (whom, promised.failed), window)} / {rate(promised.requests, (whom,), window)}"


def slow(promised: Objectives, whom: str, window: str) -> str:
    """The part of requests that took too long."""
    assert promised.latency
    fast = rate(f"{promised.duration}_bucket", (whom, bound(promised.latency.under)), window)
    return f"1 - {fast} / {rate(f'{promised.duration}_count', (whom,), window)}"


def bound(milliseconds: int) -> str:
    """The bucket of a histogram; whole seconds are written as `1` by some libraries and as `1.0` by others."""
    seconds = number(Decimal(milliseconds) / 1000)
    return f'le="{seconds}"' if "." in seconds else f'le=~"{seconds}|{seconds}\\\\.0"'
