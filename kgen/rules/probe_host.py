"""Probes and hooks ask the container itself.

With a `host` the kubelet asks whatever machine is named there, from inside the node: a way to reach what the pod may
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject, child

ASKED = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)
HANDLERS = ("httpGet", "tcpSocket")


def _without_host(way: tuple[str, ...], handler: str) -> str:
    steps = ["container"]
    for key in (*way, handler, "host"):
        steps.append(f"{steps[-1]}.{key}")
    return f"({' || '.join(f'!has({step})' for step in steps[1:])})"


def verify(container: Subject) -> Iterator[Fault]:
    for way in ASKED:
        asked = child(container.value, *way)
        for handler in HANDLERS:
            host = child(asked, handler).get("host") if handler in asked else None
            if host is not None:
                path = ".".join((*way, handler, "host"))
                yield Fault(path, f"'{path}' is {shown(host)}; leave it out")


RULE = ContainerRule(
    severity="error",
    sure={".".join((*way, handler, "host")): lambda host: False for way in ASKED for handler in HANDLERS},
    verify=verify,
    condition=" && ".join(_without_host(way, handler) for way in ASKED for handler in HANDLERS),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"PSS": ["hostProbesAndHostLifecycle"]},
    rows=["B33"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest="In every container: leave `host` out of the `httpGet` and `tcpSocket` of probes and hooks.",
)
