"""What people want to see of a service, and what it promises: figures, objectives, dashboards."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from kgen.model.base import SCALAR, Model, Shorthand, scalar
from kgen.model.checks import matches
from kgen.model.types import Milliseconds, PortName, Seconds, Text, UrlPath

MetricName = Annotated[
    str, matches(r"[a-zA-Z_:][a-zA-Z0-9_:]*", "metric", "the name of a figure: use letters, digits, '_' and ':'", 200)
]
"""https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels"""

Matchers = Annotated[
    str,
    matches(
        r'[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)"[^"\\\n]*"(,[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)"[^"\\\n]*")*',
        "matchers",
        'a choice by labels, such as code=~"5.."',
        500,
    ),
]
"""https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors"""


class Metrics(Model):
    """Where the program tells its figures in the Prometheus format."""

    SHORTHAND = scalar("port", SCALAR)
    port: PortName
    """The name of the port."""
    path: UrlPath = "/metrics"
    """The path to GET."""
    every: Annotated[Seconds, Field(ge=1, le=3600)] = 30
    """How often it is asked, where the Prometheus Operator runs; else Prometheus' own configuration decides."""


class Latency(Model):
    """How fast the program answers: `{percent: 99, under: 300ms}`."""

    percent: Annotated[float, Field(ge=50, le=99.999)] = 99
    """How many of a hundred requests are fast."""
    under: Annotated[Milliseconds, Field(ge=1, le=600_000)]
    """What is fast; it must be a bound of the histogram's buckets."""


class Objectives(Model):
    """What the service promises over 30 days; people are called when it uses up too fast what may fail in them."""

    SHORTHAND = scalar("availability", {"type": "number"})
    availability: Annotated[float, Field(ge=50, le=99.999)] | None = None
    """How many of a hundred requests succeed."""
    latency: Latency | None = None
    """How fast it answers."""
    requests: MetricName = "http_requests_total"
    """The figure that counts requests."""
    failed: Matchers = 'code=~"5.."'
    """Which of these failed, by their labels."""
    duration: MetricName = "http_request_duration_seconds"
    """The histogram of how long requests took, in seconds."""


def _dashboard(value: Any) -> Any:
    if isinstance(value, bool):
        return {"generated": value}
    return {"file": value} if isinstance(value, str) else value


class Dashboard(Model):
    """A Grafana dashboard: a file of the project, or `true` for one of requests, errors, latency, CPU and memory."""

    SHORTHAND = Shorthand(_dashboard, {"type": ["string", "boolean"]})
    file: Text | None = None
    """A file of the project, relative to the spec: a dashboard as Grafana exports it, JSON of at most 250,000 bytes."""
    generated: bool = False
    """Make one."""
    text: Text | None = None
    """The JSON itself."""
