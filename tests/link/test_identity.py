"""How a service reaches what gives out its credentials."""

from __future__ import annotations

import pytest

from tests.link.graph_helpers import graph, said

ROLE = "identity: arn:aws:iam::123456789012:role/cart\n"
CLIENT = "identity: 22222222-2222-4222-8222-222222222222\n"


def ways(spec: str, facts: str) -> list[tuple[str, list[str], bool, str | None, list[int]]]:
    [seen] = graph(f"name: cart\n{spec}", facts=facts).values()
    return [(call.name, list(call.cidr), call.open, call.namespace, [port.port for port in call.ports]) for call in seen.calls]


def test_without_an_identity_nothing_opens() -> None:
    assert ways("", "workload_identity: gke\n") == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("workload_identity: {kind: irsa, cidr: [10.0.8.0/28]}\n", ("token-exchange", ["10.0.8.0/28"], False, None, [443])),
        ("workload_identity: irsa\nexternal_traffic: open\n", ("token-exchange", [], True, None, [443])),
        (
            "workload_identity: irsa\nexternal_traffic: {proxy: {namespace: egress, port: 3128}}\n",
            ("token-exchange", [], False, "egress", [3128]),
        ),
        (
            "workload_identity: pod-identity\n",
            ("pod-identity-agent", ["169.254.170.23/32", "fd00:ec2::23/128"], False, None, [80]),
        ),
    ],
)
def test_the_way_out(facts: str, expected: tuple[object, ...]) -> None:
    assert ways(ROLE, facts) == [expected]


def test_by_name_where_policies_know_names() -> None:
    facts = "workload_identity: azure\nexternal_traffic: {fqdn: cilium}\n"
    [seen] = graph(f"name: cart\n{CLIENT}", facts=facts).values()
    assert [call.host for call in seen.calls] == ["login.microsoftonline.com"]


def test_a_call_of_the_same_host_is_way_enough() -> None:
    calls = "calls: {entra: {host: login.microsoftonline.com, port: 443, cidr: [20.0.0.0/8]}}\n"
    assert [name for name, *_ in ways(f"{CLIENT}{calls}", "workload_identity: azure\n")] == ["entra"]


@pytest.mark.parametrize(
    ("kind", "identity", "right"),
    [
        ("irsa", "arn:aws-cn:iam::123456789012:role/path/to/cart.reader_1", True),
        ("irsa", "arn:aws-us-gov:iam::123456789012:role/cart", True),
        ("irsa", "arn:aws:iam::12345:role/cart", False),
        ("irsa", "arn:aws:iam::123456789012:user/cart", False),
        ("gke", "cart-1@acme.com:shop.iam.gserviceaccount.com", True),
        ("gke", "cart@acme.dev", False),
        ("azure", "22222222-2222-4222-8222-22222222222G", False),
    ],
)
def test_forms(kind: str, identity: str, right: bool) -> None:
    found = said(f'name: cart\nidentity: "{identity}"\n', facts=f"workload_identity: {kind}\nexternal_traffic: open\n")
    assert [message.split("\n")[0].rpartition(" ")[2] for message in found] == ([] if right else ["[identity]"])
