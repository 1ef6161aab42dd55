"""A route of the gateway sends to a Service and a port that are there.

Every request ends in an error of the gateway otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule, child, maps, namespace_of
from kgen.rules._backends import missing

ROUTES = ("HTTPRoute", "GRPCRoute")


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for route in manifests.of(*ROUTES):
        namespace = namespace_of(route)
        for index, rule in enumerate(maps(child(route, "spec"), "rules")):
            for place, backend in enumerate(maps(rule, "backendRefs")):
                if (backend.get("namespace") or namespace) != namespace or (backend.get("kind") or "Service") != "Service":
                    continue
                wrong = missing(route, backend.get("name"), backend.get("port"), manifests)
                if wrong:
                    path = f"spec.rules[{index}].backendRefs[{place}]"
                    yield Fault(path, f"'{path}' {wrong}", route)


RULE = SetRule(
    severity="error",
    kinds=ROUTES,
    verify_set=verify,
    sources=["https://gateway-api.sigs.k8s.io/api-types/httproute/"],
    asked_by={"kubescape": ["C-0302"]},
    rows=["G15"],
    practice="Manifests are checked before they are applied",
    satisfy="`expose: {host: shop.example.com, port: http}`, with the name of one of the `ports`.",
    manifest=(
        "In an HTTPRoute or GRPCRoute: each of `spec.rules[].backendRefs[]` must name a Service of the set and one of its ports."
    ),
)
