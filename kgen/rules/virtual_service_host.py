"""A route of the mesh answers for the hosts it names, and for no others.

With a wildcard it catches requests that are meant for other services.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, unlike

RULE = ObjectRule(
    severity="warning",
    kinds=("VirtualService",),
    path="spec.hosts[]",
    expect=unlike(r"\*", "be one host name"),
    sources=["https://istio.io/latest/docs/reference/config/networking/virtual-service/"],
    asked_by={"kyverno": ["restrict-virtual-service-wildcard"]},
    rows=["G17"],
    practice="A service mesh that nobody goes around",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
