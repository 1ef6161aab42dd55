"""No two objects claim the same name in public DNS.

external-dns writes the name for one of them, and after each restart perhaps for the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, child, name_of

KEY = "external-dns.alpha.kubernetes.io/hostname"
KINDS = ("Service", "Ingress")


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for one in manifests.of(*KINDS):
        path = f"metadata.annotations['{KEY}']"
        for host in _hosts(child(one, "metadata", "annotations").get(KEY)):
            if host in seen:
                yield Fault(path, f"'{KEY}' is {shown(host)}, which {seen[host]} claims too; leave it out of one", one)
            seen.setdefault(host, f"{one['kind']} {shown(name_of(one))}")


def _hosts(value: object) -> list[str]:
    found = [host.strip() for host in value.split(",")] if isinstance(value, str) else []
    return list(dict.fromkeys(filter(None, found)))


RULE = SetRule(
    severity="warning",
    kinds=KINDS,
    verify_set=verify,
    sources=["https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/"],
    asked_by={"kyverno": ["unique-external-dns"]},
    rows=["G9"],
    practice="One way in, encrypted",
    satisfy="`annotations` of no two services may claim the same name.",
    manifest="In all Services and Ingresses: each name in `external-dns.alpha.kubernetes.io/hostname` must stand only once.",
)
