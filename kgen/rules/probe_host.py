"""Probes and hooks ask the container itself.

With a `host` the kubelet asks whatever machine is named there, from inside the node: a way to reach what the pod may
not.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, absent

ASKED = ("livenessProbe", "readinessProbe", "startupProbe", "lifecycle?.postStart", "lifecycle?.preStop")


RULE = ContainerRule(
    severity="error",
    path=tuple(f"{asked}?.{handler}?.host" for asked in ASKED for handler in ("httpGet", "tcpSocket")),
    expect=absent(),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"PSS": ["hostProbesAndHostLifecycle"]},
    rows=["B33"],
)
