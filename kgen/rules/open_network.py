"""A network policy is not open to every address.

A program that can reach the whole Internet can send everything there. Name the ranges in `cidr:`, or lead the traffic
through a proxy of the environment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, maps, needed, none_of

SIDES = {"egress": "to", "ingress": "from"}
EVERYWHERE = ["0.0.0.0/0", "::/0"]


def verify(policy: Subject) -> Iterator[Fault]:
    spec = child(policy.value, "spec")
    for way, side in SIDES.items():
        for index, rule in enumerate(maps(spec, way)):
            if not rule.get(side):
                path = f"spec.{way}[{index}].{side}"
                yield Fault(path, f"'{path}' is not set, which means everyone; it must name peers")
            for place, peer in enumerate(maps(rule, side)):
                cidr = child(peer, "ipBlock").get("cidr") if "ipBlock" in peer else None
                if cidr in EVERYWHERE:
                    path = f"spec.{way}[{index}].{side}[{place}].ipBlock.cidr"
                    yield Fault(path, f"'{path}' is {shown(cidr)}; it must be a narrower range")


RULE = ObjectRule(
    severity="warning",
    kinds=("NetworkPolicy",),
    verify=verify,
    sure={
        **{f"spec.{way}[].{side}": needed(bool) for way, side in SIDES.items()},
        **{f"spec.{way}[].{side}[].ipBlock.cidr": none_of(*EVERYWHERE) for way, side in SIDES.items()},
    },
    condition=" && ".join(
        f"(!has(object.spec.{way}) || object.spec.{way}.all(r, has(r.{side}) && size(r.{side}) > 0 && "
        f"r.{side}.all(p, !has(p.ipBlock) || !(p.ipBlock.cidr in {json.dumps(EVERYWHERE)}))))"
        for way, side in SIDES.items()
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    asked_by={"trivy": ["KSV-0038", "KUBE-0001", "KUBE-0002"], "popeye": ["1203", "1206", "1207"]},
    rows=["G3"],
    practice="Network policies: only the traffic that is stated",
    satisfy=(
        "`calls: {stripe: {host: api.stripe.com, cidr: [198.51.100.0/24]}}`, or names (`fqdn`) or a proxy in the environment's "
        "`external_traffic`."
    ),
    manifest=(
        "In a NetworkPolicy: each entry of `spec.ingress` must have `from`, of `spec.egress` `to`, and no `cidr` may be "
        "`0.0.0.0/0` or `::/0`."
    ),
)
