"""Network policies: what is declared is open, and nothing that means 'everybody' is ever written by accident."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.fragments.egress_rules import egress_rules
from kgen.fragments.ingress_rules import ingress_rules
from kgen.link.graph import PortRef, ResolvedCall, ResolvedCaller
from kgen.model.environment import Dns

HTTP = [PortRef(port=8080, protocol="TCP")]
CART = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}, "podSelector": {"matchLabels": {"a": "b"}}}


def call(**fields: Any) -> ResolvedCall:
    return ResolvedCall(**{"name": "cart", "ports": HTTP, **fields})


def caller(**fields: Any) -> ResolvedCaller:
    return ResolvedCaller(**{"name": "cart", "ports": HTTP, **fields})


def egress(*calls: ResolvedCall) -> list[dict[str, Any]]:
    """The rules besides the one for name resolution."""
    return egress_rules(Dns(), calls)[1:]


def ingress(*callers: ResolvedCaller) -> list[dict[str, Any]]:
    return ingress_rules("cart", "shop", callers)


def test_name_resolution_goes_to_the_resolvers_alone() -> None:
    dns = Dns(namespace="dns", pods={"k": "v"}, port=5353, addresses=["10.1.1.1/32"])
    assert egress_rules(dns, []) == [
        {
            "to": [
                {
                    "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "dns"}},
                    "podSelector": {"matchLabels": {"k": "v"}},
                },
                {"ipBlock": {"cidr": "10.1.1.1/32"}},
            ],
            "ports": [{"port": 5353, "protocol": "UDP"}, {"port": 5353, "protocol": "TCP"}],
        }
    ]


def test_a_call_opens_its_pods_and_addresses_at_its_ports() -> None:
    ports = [*HTTP, PortRef(port=53, protocol="UDP"), *HTTP]
    written = [{"port": 8080, "protocol": "TCP"}, {"port": 53, "protocol": "UDP"}]
    assert egress(call(namespace="shop", pods={"a": "b"}, ports=ports)) == [{"to": [CART], "ports": written}]
    assert egress(call(cidr=["192.0.2.0/24"])) == [{"to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": written[:1]}]


def test_open_is_every_public_address() -> None:
    [rule] = egress(call(open=True))
    assert [block["ipBlock"]["cidr"] for block in rule["to"]] == ["0.0.0.0/0", "::/0"]
    assert "169.254.0.0/16" in rule["to"][0]["ipBlock"]["except"]
    assert "fc00::/7" in rule["to"][1]["ipBlock"]["except"]


def test_what_is_the_same_is_one_rule() -> None:
    assert len(egress(call(name="a", cidr=["192.0.2.0/24"]), call(name="b", cidr=["192.0.2.0/24"]))) == 1
    assert len(ingress(caller(name="a", cidr=["192.0.2.0/24"]), caller(name="b", cidr=["192.0.2.0/24"]))) == 1


def test_pods_without_labels_are_all_of_their_namespace() -> None:
    [rule] = ingress(caller(namespace="shop"))
    assert rule["from"] == [{"namespaceSelector": CART["namespaceSelector"], "podSelector": {}}]


def test_a_gateway_outside_the_cluster_opens_its_addresses_alone() -> None:
    [rule] = ingress(caller(namespace="gateways", cidr=["192.0.2.0/24"]))
    assert rule["from"] == [{"ipBlock": {"cidr": "192.0.2.0/24"}}]
    [rule] = ingress(caller(namespace="shop", pods={"a": "b"}, cidr=["192.0.2.0/24"]))
    assert rule["from"] == [CART, {"ipBlock": {"cidr": "192.0.2.0/24"}}]


def test_who_is_called_by_nobody_may_call_itself() -> None:
    own = {"matchLabels": {"app.kubernetes.io/name": "cart"}}
    assert ingress() == [{"from": [{"namespaceSelector": CART["namespaceSelector"], "podSelector": own}]}]


@pytest.mark.parametrize("rules", [lambda **fields: egress(call(**fields)), lambda **fields: ingress(caller(**fields))])
def test_nothing_is_opened_to_everybody(rules: Any) -> None:
    with pytest.raises(
        ValueError, match=r"^'cart' has neither a namespace nor address ranges, so no rule can be written for it$"
    ):
        rules()
    with pytest.raises(ValueError, match=r"^'cart' has no ports, so no rule can be written for it$"):
        rules(namespace="shop", ports=[])
