"""What watches the services of an environment: figures, dashboards, traces."""

from __future__ import annotations

from typing import Annotated, Literal

from kgen.model.base import Model
from kgen.model.checks import matches
from kgen.model.container import PortNumber
from kgen.model.facts_pods import Pods
from kgen.model.types import Cidr, LabelKey, LabelValue, Name

Endpoint = Annotated[
    str,
    matches(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\x21-\x7e]*)?", "url", "an address, such as http://otel.tracing:4317", 2048
    ),
]
"""The URL of something that takes data (RFC 3986)."""


class Dashboards(Model):
    """How Grafana finds dashboards among ConfigMaps."""

    labels: dict[LabelKey, LabelValue] = {"grafana_dashboard": "1"}
    """The labels it looks for (`sidecar.dashboards.label` of Grafana's chart)."""
    annotations: dict[LabelKey, LabelValue] = {}
    """Further annotations, such as that of the folder: `grafana_folder: shop`."""


class Monitoring(Pods):
    """The pods that collect figures, and how they find whom to ask."""

    annotations: bool = False
    """Whether pods are found by `prometheus.io/scrape` annotations."""
    operator: bool = False
    """Whether the Prometheus Operator runs, which is told by ServiceMonitors, PodMonitors and PrometheusRules."""
    labels: dict[LabelKey, LabelValue] = {}
    """The labels by which Prometheus selects these (`serviceMonitorSelector`, `podMonitorSelector`, `ruleSelector`)."""
    dashboards: Dashboards | None = None
    """How Grafana finds dashboards; none are written unless given."""


class Tracing(Model):
    """What takes traces, figures and logs by the OpenTelemetry protocol: pods of the cluster, or addresses outside."""

    endpoint: Endpoint
    """Where programs send to, such as `http://otel-collector.observability:4317`."""
    protocol: Literal["grpc", "http/protobuf"] = "grpc"
    """What is spoken there (https://opentelemetry.io/docs/specs/otel/protocol/exporter/)."""
    namespace: Name | None = None
    """The namespace of the pods that listen there."""
    pods: dict[LabelKey, LabelValue] = {}
    """Their labels; all pods of the namespace unless given."""
    cidr: list[Cidr] = []
    """The addresses it has, where it runs outside the cluster."""
    port: PortNumber = 4317
    """The port that the pods, or these addresses, listen on, TCP."""
