"""Two Services do not select the same pods.

A reader cannot tell which one others should call. Headless Services, which name the members of a set, do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, child, name_of, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for service in manifests.of("Service"):
        spec = child(service, "spec")
        selector = child(spec, "selector")
        if not selector or spec.get("clusterIP") == "None":
            continue
        key = (namespace_of(service), repr(sorted(selector.items())))
        if key in seen:
            message = f"'spec.selector' is that of Service {shown(seen[key])} too; leave one of them out"
            yield Fault("spec.selector", message, service)
        seen.setdefault(key, name_of(service))


RULE = SetRule(
    severity="warning",
    kinds=("Service",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={"kyverno": ["require-unique-service-selector"]},
    rows=["G8"],
    practice="Manifests are checked before they are applied",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In all Services of a namespace that are not headless: each `spec.selector` must stand only once.",
)
