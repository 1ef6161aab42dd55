"""A Service takes no addresses from outside.

With external addresses or names a Service catches or redirects traffic that is meant for others (CVE-2020-8554).
"""

from __future__ import annotations

from kgen.rules import ObjectRule, empty

RULE = ObjectRule(
    severity="error",
    kinds=("Service",),
    path=("spec.externalIPs", "spec.externalName"),
    expect=empty(),
    sources=[
        "https://kubernetes.io/docs/concepts/services-networking/service/#external-ips",
        "https://github.com/kubernetes/kubernetes/issues/97076",
    ],
    asked_by={"trivy": ["KSV-0108"], "kyverno": ["restrict-external-ips", "no-localhost-service"]},
    rows=["G7"],
    practice="One way in, encrypted",
    satisfy="`expose: shop.example.com` for traffic from outside, `calls` with `host` for what is outside.",
)
