"""Probes and hooks ask the container itself.

With a `host` the kubelet asks whatever machine is named there, from inside the node: a way to reach what the pod may
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject, child

ASKED = ("livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop")
HANDLERS = ("httpGet", "tcpSocket")


def _without_host(way: str, handler: str) -> str:
    outer, _, _ = way.partition(".")
    steps = dict.fromkeys([f"container.{outer}", f"container.{way}", f"container.{way}.{handler}"])
    guards = " || ".join(f"!has({step})" for step in steps)
    return f"({guards} || !has(container.{way}.{handler}.host))"


def verify(container: Subject) -> Iterator[Fault]:
    for way in ASKED:
        asked = child(container.value, *way.split("."))
        for handler in HANDLERS if asked else ():
            host = child(asked, handler).get("host")
            if host is not None:
                path = f"{way}.{handler}.host"
                yield Fault(path, f"'{path}' is {shown(host)}; leave it out")


RULE = ContainerRule(
    severity="error",
    verify=verify,
    condition=" && ".join(_without_host(way, handler) for way in ASKED for handler in HANDLERS),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"PSS": ["hostProbesAndHostLifecycle"]},
    rows=["B33"],
)
