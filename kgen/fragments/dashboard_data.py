"""The content of a dashboard's ConfigMap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgen.fragments._promql import failing, rate, whose
from kgen.model.observing import Objectives

if TYPE_CHECKING:
    from kgen.model.service import Service

_WINDOW = "$__rate_interval"
_SOURCE = {"type": "prometheus", "uid": "${source}"}
_WIDTH, _HEIGHT = 12, 8
"""Of a panel; a dashboard is 24 wide."""


def dashboard_data(service: Service, namespace: str) -> dict[str, str]:
    """One file, named so that it is the only one of its name in Grafana: the one given, or one that is made."""
    dashboard = service.dashboard
    assert dashboard
    text = dashboard.text if dashboard.text is not None else json.dumps(_generated(service, namespace), indent=2) + "\n"
    return {f"{namespace}-{service.name}.json": text}


def _generated(service: Service, namespace: str) -> dict[str, Any]:
    """A dashboard as Grafana reads it (https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/)."""
    panels = [_panel(index, *panel) for index, panel in enumerate(_panels(service, namespace))]
    return {
        "editable": False,
        "panels": panels,
        "refresh": "1m",
        "schemaVersion": 39,
        "tags": ["kgen"],
        "templating": {"list": [{"label": "Prometheus", "name": "source", "query": "prometheus", "type": "datasource"}]},
        "time": {"from": "now-6h", "to": "now"},
        "title": f"{namespace} / {service.name}",
    }


def _panels(service: Service, namespace: str) -> list[tuple[str, str, dict[str, str]]]:
    """Title, unit and questions of each panel: what the program tells, if anything, then what the cluster knows."""
    promised = service.objectives or Objectives.model_construct()
    whom = whose(service.name, namespace)
    pods = f'namespace="{namespace}",container="{service.name}"'
    told = [
        ("Requests a second", "reqps", {"requests": rate(promised.requests, (whom,), _WINDOW)}),
        ("Failed requests", "percentunit", {"failed": failing(promised, whom, _WINDOW)}),
        ("Time of an answer", "s", {f"{percent} %": _quantile(promised, whom, percent) for percent in (50, 95, 99)}),
    ]
    cpu = f"rate(container_cpu_usage_seconds_total{{{pods}}}[{_WINDOW}])"
    seen = [
        (
            "CPU of each copy",
            "short",
            {"{{pod}}": f"sum by (pod) ({cpu})"},
        ),
        ("Memory of each copy", "bytes", {"{{pod}}": f"sum by (pod) (container_memory_working_set_bytes{{{pods}}})"}),
        ("Restarts", "short", {"{{pod}}": f"sum by (pod) (kube_pod_container_status_restarts_total{{{pods}}})"}),
    ]
    return [*told, *seen] if service.metrics else seen


def _quantile(promised: Objectives, whom: str, percent: int) -> str:
    return f"histogram_quantile(0.{percent}, sum by (le) (rate({promised.duration}_bucket{{{whom}}}[{_WINDOW}])))"


def _panel(index: int, title: str, unit: str, questions: dict[str, str]) -> dict[str, Any]:
    row, column = divmod(index, 24 // _WIDTH)
    targets = [
        {"datasource": _SOURCE, "expr": question, "legendFormat": legend, "refId": chr(ord("A") + place)}
        for place, (legend, question) in enumerate(questions.items())
    ]
    return {
        "datasource": _SOURCE,
        "fieldConfig": {"defaults": {"min": 0, "unit": unit}, "overrides": []},
        "gridPos": {"h": _HEIGHT, "w": _WIDTH, "x": column * _WIDTH, "y": row * _HEIGHT},
        "id": index + 1,
        "targets": targets,
        "title": title,
        "type": "timeseries",
    }
