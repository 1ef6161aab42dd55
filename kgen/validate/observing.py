"""What people want to see of a service fits together, and a dashboard is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kgen.model.service import Service
from kgen.problems import Origin, Problem
from kgen.validate.config import read_text
from kgen.validate.messages import shortened
from kgen.validate.storage import one_of

LARGEST = 250_000
"""Bytes of a dashboard: what kubectl keeps of an object in an annotation, 256 KiB, less what else is in it
(https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/)."""


def observing(service: Service, origin: Origin) -> Iterator[Problem]:
    """Objectives without figures or without a promise, and dashboards from nowhere or from two places."""
    objectives, dashboard = service.objectives, service.dashboard
    if objectives and not service.metrics:
        message = "'objectives' are computed from figures, and the service tells none"
        yield origin.problem(("objectives",), message, "missing-field", hint="metrics: http", key=True)
    if objectives and objectives.availability is None and objectives.latency is None:
        message = "'objectives' needs 'availability' or 'latency'"
        yield origin.problem(("objectives",), message, "missing-field", hint="objectives: {availability: 99.9}", key=True)
    if dashboard and not dashboard.generated:
        yield from one_of(("dashboard",), {"file": dashboard.file, "text": dashboard.text}, origin)
    elif dashboard and (dashboard.file or dashboard.text):
        yield origin.problem(("dashboard",), "'dashboard' is given, or made ('true'), not both", "exclusive", key=True)


def with_dashboard(service: Service, folder: Path, root: Path | None, origin: Origin, problems: list[Problem]) -> Service:
    """The service with the content of its dashboard's file, which lies below `root`, or below the spec's folder."""
    dashboard = service.dashboard
    if dashboard is None or (dashboard.file is None and dashboard.text is None):
        return service
    field, text, trouble = "text", dashboard.text or "", ""
    if dashboard.file is not None:
        field, (text, trouble) = "file", read_text(dashboard.file, folder, (root or folder).resolve())
    trouble = trouble or _trouble(text)
    if trouble:
        label = shortened(dashboard.file) if dashboard.file is not None else "dashboard"
        problems.append(origin.problem(("dashboard", field), f"'{label}' {trouble}", "dashboard"))
    return service.model_copy(update={"dashboard": dashboard.model_copy(update={"text": text})})


def _trouble(text: str) -> str:
    """Why a text is no dashboard; empty if it is one."""
    if len(text.encode()) > LARGEST:
        return f"has more than {LARGEST:,} bytes, which is too much for a dashboard"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return "is not JSON"
    return "" if isinstance(value, dict) and "panels" in value else "is no dashboard of Grafana, a map with 'panels'"
