"""The addresses of other services are not put into the environment.

In a namespace with many services a pod gets hundreds of variables: some collide with the program's own, and all show an
attacker what there is. DNS finds what is needed.
"""

from __future__ import annotations

from kgen.rules import PodRule, equals

RULE = PodRule(
    severity="error",
    risk="a program that reads addresses from variables such as CART_SERVICE_HOST does not find them",
    path="enableServiceLinks",
    expect=equals(False),
    sources=["https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables"],
    asked_by={"kyverno": ["disable-service-discovery"]},
    rows=["B38"],
    practice="Least privilege",
    satisfy="Nothing to write; kgen fills it in.",
)
