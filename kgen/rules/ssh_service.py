"""No Service leads to SSH.

It opens a shell to everyone who may call the service.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, none_of

RULE = ObjectRule(
    severity="error",
    kinds=("Service",),
    path=("spec.ports[].port", "spec.ports[].targetPort"),
    expect=none_of(22, 2222),
    sources=["https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/"],
    asked_by={"kubescape": ["C-0042"]},
    rows=["B32"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="`kubectl debug` instead of a shell that listens.",
)
