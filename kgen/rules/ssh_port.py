"""No container serves SSH.

A shell beside the program is a way in with keys that nobody audits; `kubectl debug` leaves a trace.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, none_of

RULE = ContainerRule(
    severity="error",
    path="ports[].containerPort",
    expect=none_of(22, 2222),
    sources=["https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/"],
    asked_by={"kube-linter": ["ssh-port"], "kubescape": ["C-0042"]},
    rows=["B32"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="`kubectl debug` instead of a shell that listens.",
)
