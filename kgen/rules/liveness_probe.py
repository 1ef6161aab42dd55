"""A container says when it has to be restarted.

A program that hangs stays hung otherwise. The question should not ask the program's dependencies: all copies would
restart with them. Jobs, and containers that listen on no port, are exempted on their own.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, present
from kgen.rules._probes import UNASKED, unasked

RULE = ContainerRule(
    severity="error",
    of=("containers",),
    path="livenessProbe",
    expect=present("set; declare health, such as 'health: /healthz'"),
    spare=unasked,
    spared=UNASKED,
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    asked_by={
        "kube-score": ["pod-probes"],
        "kube-linter": ["no-liveness-probe"],
        "polaris": ["livenessProbeMissing"],
        "checkov": ["CKV_K8S_8"],
        "kubescape": ["C-0056"],
        "kyverno": ["require-pod-probes"],
        "popeye": ["102", "103"],
    },
    rows=["F14"],
    practice="Liveness and readiness probes",
    satisfy="`health: /healthz`, `health: grpc`, or `health: {live: /livez, ready: /readyz}`.",
    manifest="In every container (init containers aside): `livenessProbe` must be set.",
)
