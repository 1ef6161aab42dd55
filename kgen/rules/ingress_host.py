"""An Ingress answers for the hosts it names, and for no others.

Without a host, with a wildcard or a default backend it catches requests that are meant for other services.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, maps


def verify(ingress: Subject) -> Iterator[Fault]:
    spec = child(ingress.value, "spec")
    if spec.get("defaultBackend") is not None:
        yield Fault("spec.defaultBackend", "'spec.defaultBackend' is set; leave it out and name hosts")
    if spec.get("rules") is None:
        yield Fault("spec.rules", "'spec.rules' is not set; it must name hosts")
    for index, rule in enumerate(maps(spec, "rules")):
        host = rule.get("host")
        if not host or "*" in str(host):
            path = f"spec.rules[{index}].host"
            yield Fault(path, f"'{path}' is {shown(host)}; it must be one host name")


RULE = ObjectRule(
    severity="error",
    kinds=("Ingress",),
    verify=verify,
    condition=(
        "!has(object.spec.defaultBackend) && has(object.spec.rules) && "
        "object.spec.rules.all(r, has(r.host) && r.host != '' && !r.host.contains('*'))"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    asked_by={
        "kyverno": [
            "disallow-empty-ingress-host",
            "restrict-ingress-wildcard",
            "unique-ingress-host",
            "unique-ingress-host-and-path",
            "unique-ingress-path",
            "restrict-ingress-defaultbackend",
            "replace-ingress-hosts",
        ]
    },
    rows=["G11"],
    practice="One way in, encrypted",
    satisfy="`expose: shop.example.com`.",
    manifest=(
        "In an Ingress: every entry of `spec.rules` must have a `host` without `*`, and `spec.defaultBackend` must be left out."
    ),
)
