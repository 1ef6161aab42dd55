"""Who reaches whom, as both sides see it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.link.link import link
from tests.link.graph_helpers import graph, member, said

CART = "name: cart\nports: {http: '80:8080', dns: {port: 5353, protocol: udp}}\n"
TCP_443 = [{"port": 443, "protocol": "TCP"}]
HTTP = [{"port": 8080, "protocol": "TCP"}]


def short(value: ResolvedCall | ResolvedCaller) -> dict[str, Any]:
    """The fields that say something."""
    fields = {**value._asdict(), "ports": [port._asdict() for port in value.ports]}
    return {key: item for key, item in fields.items() if item}


def test_a_call_of_a_service_is_seen_from_both_sides() -> None:
    found = graph(CART, "name: web\ncalls: {cart: {port: http, env: CART_ADDRESS}}\n")
    assert [short(call) for call in found["web"].calls] == [
        {
            "name": "cart",
            "env": "CART_ADDRESS",
            "address": "cart:80",
            "namespace": "shop",
            "pods": {"app.kubernetes.io/name": "cart"},
            "ports": HTTP,
        }
    ]
    assert [short(caller) for caller in found["cart"].callers] == [
        {"name": "web", "namespace": "shop", "pods": {"app.kubernetes.io/name": "web"}, "ports": HTTP}
    ]
    assert not found["cart"].calls
    assert not found["web"].callers


@pytest.mark.parametrize(("port", "protocol", "number"), [("http", "TCP", 8080), ("80", "TCP", 8080), ("dns", "UDP", 5353)])
def test_a_port_by_name_or_number(port: str, protocol: str, number: int) -> None:
    [call] = graph(CART, f"name: web\ncalls: {{cart: {{port: '{port}'}}}}\n")["web"].calls
    assert [(each.port, each.protocol) for each in call.ports] == [(number, protocol)]


def test_the_only_port_need_not_be_named() -> None:
    [call] = graph("name: cart\nport: 9000\n", "name: web\ncalls: [cart]\n")["web"].calls
    assert call.address == "cart:9000"


def test_another_namespace_is_part_of_the_address() -> None:
    cart, web = member("name: cart\nport: 80\n"), member("name: web\ncalls: [cart]\n")
    assert cart.environment.namespace
    elsewhere = cart.environment.model_copy(update={"namespace": cart.environment.namespace.model_copy(update={"name": "other"})})
    moved = type(cart)(cart.name, elsewhere, cart.packed, cart.ports, cart.pods, cart.origin)
    linked, problems = link([moved, web], ())
    assert not problems
    assert linked[1].calls[0].address == "cart.other:80"
    assert linked[1].calls[0].namespace == "other"
    assert linked[0].callers[0].namespace == "shop"


def test_a_neighbour() -> None:
    [call] = graph("name: web\ncalls: {kafka: {namespace: data, pods: {app: kafka}, port: 9092}}\n")["web"].calls
    assert short(call) == {
        "name": "kafka",
        "address": "kafka.data:9092",
        "namespace": "data",
        "pods": {"app": "kafka"},
        "ports": [{"port": 9092, "protocol": "TCP"}],
    }


EXTERNAL = "name: web\ncalls: {stripe: {host: api.stripe.com, port: 443"


@pytest.mark.parametrize(
    ("spec", "facts", "way"),
    [
        (", cidr: [198.51.100.0/24]}}\n", "", {"cidr": ["198.51.100.0/24"], "ports": TCP_443}),
        (", cidr: [198.51.100.0/24]}}\n", "external_traffic: open\n", {"cidr": ["198.51.100.0/24"], "ports": TCP_443}),
        ("}}\n", "external_traffic: open\n", {"open": True, "ports": TCP_443}),
        (
            "}}\n",
            "external_traffic: {proxy: {namespace: egress, pods: {app: squid}, port: 3128}}\n",
            {"namespace": "egress", "pods": {"app": "squid"}, "ports": [{"port": 3128, "protocol": "TCP"}]},
        ),
    ],
)
def test_an_external(spec: str, facts: str, way: dict[str, Any]) -> None:
    [call] = graph(EXTERNAL + spec, facts=facts)["web"].calls
    assert short(call) == {"name": "stripe", "address": "api.stripe.com:443", **way}


def test_what_the_platform_brings() -> None:
    facts = (
        "gateway: {name: public, namespace: gateways, pods: {app: envoy}}\n"
        "monitoring: {namespace: monitoring, pods: {app: prometheus}}\napi_server: [10.0.0.1/32]\n"
    )
    spec = (
        "name: web\nports: {metrics: 9090, http: 8080}\nexpose: a.dev\nmetrics: metrics\npermissions: {pods: [get]}\n"
        "peers: [http]\ncallers: {desk: {namespace: backoffice, ports: [http]}, all: {namespace: tools}}\n"
    )
    found = graph(spec, facts=facts)["web"]
    assert [(call.name, call.namespace, list(call.cidr), [port.port for port in call.ports]) for call in found.calls] == [
        ("api-server", None, ["10.0.0.1/32"], [443]),
        ("peers", "shop", [], [8080]),
    ]
    assert [(caller.name, caller.namespace, caller.pods, [port.port for port in caller.ports]) for caller in found.callers] == [
        ("all", "tools", {}, [9090, 8080]),
        ("desk", "backoffice", {}, [8080]),
        ("gateway", "gateways", {"app": "envoy"}, [8080]),
        ("monitoring", "monitoring", {"app": "prometheus"}, [9090]),
        ("peers", "shop", {"app.kubernetes.io/name": "web"}, [8080]),
    ]


def test_calls_of_what_could_not_be_read_are_no_problem() -> None:
    web = "name: web\ncalls: [cart, mail]\n"
    assert len(said(web)) == 2
    assert len(said(web, unread=("cart",))) == 1
    assert said(web, complete=False) == []
    assert len(said(web, "name: cartt\nport: 80\n", complete=False)) == 1


def test_what_was_left_out_is_not_missed() -> None:
    left_out: frozenset[tuple[str | int, ...]] = frozenset({("ports", "http")})
    cart, web = member("name: cart\n", left_out=left_out), member("name: web\ncalls: [cart]\n")
    assert link([cart, web], ())[1] == []
    unclear = member("name: web\ncalls: [cart]\n", left_out=frozenset({("calls", "cart")}))
    assert link([unclear], ())[1] == []


NAMES = "abcde"
graphs = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), min_size=1)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_any_graph(calls: dict[str, set[str]], random: Any) -> None:
    """Who calls is among the callers of whom it calls, with the same ports; and the order of specs says nothing."""
    specs = [
        f"name: {name}\nport: {8000 + index}\ncalls: [{', '.join(sorted(calls.get(name, set())))}]\n"
        for index, name in enumerate(NAMES)
    ]
    found = graph(*specs)
    for name, each in found.items():
        assert {call.name for call in each.calls} == calls.get(name, set())
        assert [call.name for call in each.calls] == sorted(call.name for call in each.calls)
        for call in each.calls:
            [caller] = [caller for caller in found[call.name].callers if caller.name == name]
            assert caller.ports == call.ports
    assert sum(len(each.callers) for each in found.values()) == sum(map(len, calls.values()))
    random.shuffle(specs)
    again = graph(*specs)
    assert {name: (each.calls, each.callers) for name, each in again.items()} == {
        name: (each.calls, each.callers) for name, each in found.items()
    }


@pytest.mark.parametrize("who", ["cilium", "calico-enterprise"])
def test_a_host_is_reached_by_its_name_where_policies_know_names(who: str) -> None:
    calls = "{bank: {host: bank.dev, port: 443, cidr: [198.51.100.0/24]}, pay: {host: pay.dev, port: 443}}"
    bank, pay = graph(f"name: web\ncalls: {calls}\n", facts=f"external_traffic: {{fqdn: {who}, open: true}}\n")["web"].calls
    assert short(bank) == {"name": "bank", "address": "bank.dev:443", "cidr": ["198.51.100.0/24"], "ports": TCP_443}
    assert short(pay) == {"name": "pay", "address": "pay.dev:443", "host": "pay.dev", "ports": TCP_443}
