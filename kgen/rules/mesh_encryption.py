"""Policies of the service mesh let in only encrypted traffic.

With PERMISSIVE or DISABLE whoever is in the network talks to the pods as anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child


def verify(policy: Subject) -> Iterator[Fault]:
    spec = child(policy.value, "spec")
    if policy.kind == "PeerAuthentication":
        yield from _strict("spec.mtls.mode", child(spec, "mtls").get("mode"))
        for port, mutual in child(spec, "portLevelMtls").items():
            yield from _strict(f"spec.portLevelMtls.{port}.mode", child(mutual).get("mode"))
    elif child(spec, "trafficPolicy", "tls").get("mode") == "DISABLE":
        path = "spec.trafficPolicy.tls.mode"
        yield Fault(path, f"'{path}' is 'DISABLE'; it must be 'ISTIO_MUTUAL', or left out")


def _strict(path: str, mode: object) -> Iterator[Fault]:
    if mode != "STRICT":
        state = "is not set" if mode is None else f"is {shown(mode)}"
        yield Fault(path, f"'{path}' {state}; it must be 'STRICT'")


RULE = ObjectRule(
    severity="error",
    kinds=("PeerAuthentication", "DestinationRule"),
    verify=verify,
    condition=(
        "object.kind == 'PeerAuthentication' ? has(object.spec) && has(object.spec.mtls) && has(object.spec.mtls.mode) && "
        "object.spec.mtls.mode == 'STRICT' && (!has(object.spec.portLevelMtls) || object.spec.portLevelMtls.all(p, "
        "has(object.spec.portLevelMtls[p].mode) && object.spec.portLevelMtls[p].mode == 'STRICT')) : "
        "!has(object.spec) || !has(object.spec.trafficPolicy) || !has(object.spec.trafficPolicy.tls) || "
        "!has(object.spec.trafficPolicy.tls.mode) || object.spec.trafficPolicy.tls.mode != 'DISABLE'"
    ),
    sources=["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],
    asked_by={"kyverno": ["enforce-strict-mtls", "enforce-tls-hosts-host-subnets"]},
    rows=["G17"],
    practice="A service mesh that nobody goes around",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest=(
        "In a PeerAuthentication: `spec.mtls.mode` and those of `spec.portLevelMtls` must be `STRICT`. In a "
        "DestinationRule: `spec.trafficPolicy.tls.mode` must not be `DISABLE`."
    ),
)
