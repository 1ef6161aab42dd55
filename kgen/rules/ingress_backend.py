"""An Ingress sends to a Service and a port that are there.

Every request ends in an error of the gateway otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, Manifest, ManifestSet, SetRule, child, maps
from kgen.rules._backends import missing


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for ingress in manifests.of("Ingress"):
        for path, service in _services(ingress):
            port = child(service, "port")
            wrong = missing(ingress, service.get("name"), port.get("name") or port.get("number"), manifests)
            if wrong:
                yield Fault(path, f"'{path}' {wrong}", ingress)


def _services(ingress: Manifest) -> Iterator[tuple[str, Manifest]]:
    for index, rule in enumerate(maps(child(ingress, "spec"), "rules")):
        for place, path in enumerate(maps(child(rule, "http"), "paths")):
            service = child(path, "backend", "service")
            if service:
                yield f"spec.rules[{index}].http.paths[{place}].backend.service", service


RULE = SetRule(
    severity="error",
    kinds=("Ingress",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    asked_by={
        "kube-score": ["ingress-targets-service"],
        "kube-linter": ["dangling-ingress"],
        "kubescape": ["C-0298"],
        "popeye": ["1401", "1402", "1404"],
    },
    rows=["G12"],
    practice="Manifests are checked before they are applied",
    satisfy="`expose: {host: shop.example.com, port: http}`, with the name of one of the `ports`.",
    manifest="In an Ingress: each `backend.service` must name a Service of the set and one of its ports.",
)
