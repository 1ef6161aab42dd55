"""No pod leaves the service mesh.

Its traffic would be neither encrypted nor asked who it is, in a namespace where everybody counts on both. Ports that skip the
mesh do the same for a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, Subject, WorkloadRule, child, template_path

OUT = {
    "sidecar.istio.io/inject": "false",
    "istio.io/dataplane-mode": "none",
    "linkerd.io/inject": "disabled",
}
SKIPS = (
    "config.linkerd.io/skip-inbound-ports",
    "config.linkerd.io/skip-outbound-ports",
    "traffic.sidecar.istio.io/excludeInboundPorts",
    "traffic.sidecar.istio.io/excludeOutboundPorts",
)
PLACES = ("labels", "annotations")
_ASKED = frozenset([*OUT, *SKIPS])


def verify(workload: Subject) -> Iterator[Fault]:
    for place in PLACES:
        found = child(workload.template, "metadata", place)
        for key in [key for key in found if _leaves(key, found[key])]:
            path = f"{template_path(workload.kind)}.metadata.{place}['{key}']".lstrip(".")
            yield Fault(path, f"{shown(key)} is {shown(found[key])}; leave it out, the mesh must see all traffic of the pod")


def _names_none(metadata: Any) -> bool:
    return not isinstance(metadata, dict) or _ASKED.isdisjoint(metadata)


def _leaves(key: str, value: object) -> bool:
    return OUT.get(key) == str(value).lower() or (key in SKIPS and value != "")


def _stays(place: str) -> str:
    at = f"variables.template.metadata.{place}"
    out = " || ".join(f"(k == '{key}' && {at}[k].matches('(?i)^{value}$'))" for key, value in OUT.items())
    return f"(!has({at}) || {at}.all(k, !({out} || (k in {list(SKIPS)!r} && {at}[k] != ''))))"


RULE = WorkloadRule(
    severity="warning",
    verify=verify,
    sure={f"template.metadata.{place}": _names_none for place in PLACES},
    condition=f"!has(variables.template.metadata) || ({' && '.join(map(_stays, PLACES))})",
    sources=[
        "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
        "https://linkerd.io/2/reference/proxy-configuration/",
    ],
    asked_by={
        "kyverno": ["prevent-disabling-injection-pods", "prevent-linkerd-pod-injection-override", "prevent-linkerd-port-skipping"]
    },
    rows=["G17"],
    practice="A service mesh that nobody goes around",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest="In the pod template: no label or annotation may turn injection off or name ports that skip the mesh.",
)
