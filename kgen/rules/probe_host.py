"""Probes and hooks ask the container itself.

With a `host` the kubelet asks whatever machine is named there, from inside the node: a way to reach what the pod may
not.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, absent

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


RULE = ContainerRule(
    severity="error",
    path=tuple(".".join((*way, handler, "host")) for way in ASKED for handler in HANDLERS),
    expect=absent(),
    condition=" && ".join(_without_host(way, handler) for way in ASKED for handler in HANDLERS),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"PSS": ["hostProbesAndHostLifecycle"]},
    rows=["B33"],
)
