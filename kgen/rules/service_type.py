"""A Service is reachable inside the cluster only.

A node port or load balancer opens the service past the gateway, its TLS and its policies. `expose:` in the spec is the
way in.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, equals

RULE = ObjectRule(
    severity="error",
    kinds=("Service",),
    path="spec.type",
    expect=equals("ClusterIP"),
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types"],
    asked_by={
        "kube-score": ["service-type"],
        "kube-linter": ["exposed-services"],
        "kyverno": ["restrict-nodeport", "no-loadbalancer-service", "require-encryption-aws-loadbalancers"],
        "popeye": ["1104", "1108", "1103", "1107"],
    },
    rows=["G5", "G6"],
    practice="One way in, encrypted",
    satisfy="`expose: shop.example.com` for traffic from outside.",
)
