"""What cannot be seen from outside: single stages, timed within one process, in turn with their base."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kgen.compiler import plan
from kgen.expand.expressions import Names
from kgen.expand.program import Programs
from kgen.expand.stage import expand
from kgen.expand.template import compile_template
from kgen.formats import emitter
from kgen.fragments import Fragments
from kgen.hardening import harden, verify
from kgen.hardening.stage import context
from kgen.load import parse
from kgen.project.sources import Request
from kgen.tools import Tools

_TEMPLATE = Path(__file__).with_name("template.yaml")


def expansion() -> float:
    """A Deployment from a template, by a hand-written function that builds the same dict."""
    [document] = parse(_TEMPLATE.read_text(), _TEMPLATE.name)
    template = compile_template(document, Names(frozenset({"service"}), Fragments(), {}, Programs()))
    service = {"name": "cart", "image": "cart:1", "replicas": 3, "port": 8080, "cpu": "1", "memory": "1Gi", "path": "/healthz"}
    assert template.expand({"service": service}) == [by_hand(service)]
    return ratio(lambda: template.expand({"service": service}), lambda: by_hand(service), 2000)


def by_hand(service: dict[str, Any]) -> dict[str, Any]:
    """What `template.yaml` says, in Python."""
    labels = {"app.kubernetes.io/name": service["name"], "app.kubernetes.io/instance": service["name"]}
    probe: dict[str, Any] = {"httpGet": {"path": service["path"], "port": service["port"]}, "periodSeconds": 5}
    resources = {"cpu": service["cpu"], "memory": service["memory"]}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": service["name"], "labels": labels},
        "spec": {
            "replicas": service["replicas"],
            "selector": {"matchLabels": dict(labels)},
            "template": {
                "metadata": {"labels": dict(labels)},
                "spec": {
                    "serviceAccountName": service["name"],
                    "containers": [
                        {
                            "name": service["name"],
                            "image": service["image"],
                            "ports": [{"name": "http", "containerPort": service["port"]}],
                            "readinessProbe": probe,
                            "livenessProbe": {"httpGet": dict(probe["httpGet"]), "periodSeconds": 5},
                            "resources": {"requests": resources, "limits": dict(resources)},
                        }
                    ],
                },
            },
        },
    }


def rules(project: Path) -> float:
    """Hardening and verifying the sets of a project, by emitting them."""
    tools = Tools(project, "yaml", date(2027, 1, 1))
    work = plan(Request(project=project), tools)
    emit = emitter("yaml").emit
    ratios = []
    for _ in range(7):
        sets = [(expand(unit, tools), unit, context(unit, tools)) for unit in work.services]
        start = time.process_time()
        for manifests, _, known in sets:
            harden.harden(manifests, known)
            verify.verify(manifests, known)
        middle = time.process_time()
        for manifests, unit, _ in sets:
            for manifest in manifests:
                emit(manifest, unit.source).encode()
        ratios.append((middle - start) / (time.process_time() - middle))
    return statistics.median(ratios[1:])


def ratio(first: Callable[[], object], second: Callable[[], object], times: int) -> float:
    """The median ratio of two functions, timed in turn without the garbage collector."""
    gc.disable()
    try:
        return statistics.median(_timed(first, times) / _timed(second, times) for _ in range(7))
    finally:
        gc.enable()


def _timed(function: Callable[[], object], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        function()
    return time.process_time() - start
