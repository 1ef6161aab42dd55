"""An Ingress says which gateway serves it.

Otherwise the cluster's default decides, which may be the one that faces the Internet.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, present

RULE = ObjectRule(
    severity="error",
    kinds=("Ingress",),
    path="spec.ingressClassName",
    expect=present("the class of a gateway"),
    sources=["https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class"],
    asked_by={"kyverno": ["restrict-ingress-classes"]},
    rows=["G14"],
    practice="One way in, encrypted",
    satisfy="`gateway: {api: ingress, ingress_class: internal}` in the environment.",
)
