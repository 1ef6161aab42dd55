"""A container says when it can take traffic.

Without the question a copy gets requests while it still starts, or when it cannot answer. Jobs, and containers that
listen on no port, are exempted on their own.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, present
from kgen.rules._probes import UNASKED, unasked

RULE = ContainerRule(
    severity="error",
    of=("containers",),
    path="readinessProbe",
    expect=present("set; declare health, such as 'health: /healthz'"),
    spare=unasked,
    spared=UNASKED,
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    asked_by={
        "kube-score": ["pod-probes"],
        "kube-linter": ["no-readiness-probe"],
        "polaris": ["readinessProbeMissing"],
        "checkov": ["CKV_K8S_9"],
        "kubescape": ["C-0018"],
        "kyverno": ["require-pod-probes"],
        "popeye": ["102", "104"],
    },
    rows=["F13"],
    practice="Liveness and readiness probes",
    satisfy="`health: /healthz`, `health: grpc`, or `health: {live: /livez, ready: /readyz}`.",
    manifest="In every container (init containers aside): `readinessProbe` must be set.",
)
