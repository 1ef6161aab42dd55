"""Pods have user ids of their own, where the nodes can give them.

Root in the pod is then nobody on the node. It needs Kubernetes 1.33, a runtime and volumes that can do it, so the
environment has to state `user_namespaces: true`.
"""

from __future__ import annotations

from kgen.rules import PodRule, equals

RULE = PodRule(
    severity="error",
    risk="a program that needs ids of the node fails",
    when=lambda environment: environment.user_namespaces,
    path="hostUsers",
    expect=equals(False),
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"],
    asked_by={"kubesec": ["HostUsers"]},
    rows=["B30"],
    practice="A dedicated user that is not root",
    satisfy="`user_namespaces: true` in the environment; kgen fills it in.",
)
