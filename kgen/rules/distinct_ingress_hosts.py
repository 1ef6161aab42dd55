"""No two Ingresses answer for the same host and path.

The gateway takes one of them, and which one depends on their age.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, Manifest, ManifestSet, SetRule, child, maps, name_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], str] = {}
    for ingress in manifests.of("Ingress"):
        for place, path, host, below in _routes(ingress):
            key = (str(child(ingress, "spec").get("ingressClassName", "")), host, below)
            if key in seen:
                message = f"'{place}' is {shown(host + below)}, which {seen[key]} serves too; leave it out of one"
                yield Fault(path, message, ingress)
            seen.setdefault(key, f"Ingress {shown(name_of(ingress))}")


def _routes(ingress: Manifest) -> Iterator[tuple[str, str, str, str]]:
    for index, rule in enumerate(maps(child(ingress, "spec"), "rules")):
        for place, one in enumerate(maps(child(rule, "http"), "paths")):
            path = f"spec.rules[{index}].http.paths[{place}].path"
            yield path, path, str(rule.get("host") or ""), str(one.get("path") or "/")


RULE = SetRule(
    severity="error",
    kinds=("Ingress",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource"],
    asked_by={"kyverno": ["unique-ingress-host", "unique-ingress-host-and-path", "unique-ingress-path"]},
    rows=["G11"],
    practice="One way in, encrypted",
    satisfy="`expose` of no two services may name the same host and path.",
    manifest="In all Ingresses of a class: each pair of `host` and `path` must stand only once.",
)
