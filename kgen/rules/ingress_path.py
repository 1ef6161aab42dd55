"""No path of an Ingress names files of the gateway.

With a mistake in the gateway's configuration such a path reads its keys and the token it has for the cluster
(CVE-2021-25745).
"""

from __future__ import annotations

from kgen.rules import ObjectRule, unlike

RULE = ObjectRule(
    severity="error",
    kinds=("Ingress",),
    path="spec.rules[].http?.paths[].path",
    expect=unlike(r"/etc(/|$)|/root(/|$)|/var/run/(secrets|kubernetes)(/|$)|/proc(/|$)|\n", "name no file of the gateway"),
    sources=["https://github.com/kubernetes/ingress-nginx/issues/8502"],
    asked_by={"kyverno": ["restrict-ingress-paths"]},
    rows=["G13"],
    practice="One way in, encrypted",
    satisfy="`expose: {host: shop.example.com, path: /shop}`.",
)
