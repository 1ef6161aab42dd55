"""A mesh lets in the same callers at the same ports as the network policy does, whatever the graph."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.expand.blueprint import find
from kgen.fragments._mesh import AGENT, proxy
from kgen.fragments._peers import NAMESPACE, TUNNELS
from kgen.fragments.mesh_annotations import mesh_annotations
from kgen.fragments.probe_rules import _ASKING
from kgen.link.link import Linked, link
from kgen.model.container import CpuRange
from kgen.totals import totals
from tests.effort import tries
from tests.link.graph_helpers import graph, member, said

NAMES = ["cart", "mail", "shop", "stock"]
PORTS = {"http": 8080, "grpc": 50051, "udp-trace": 6831, "metrics": 9090}
FACTS = "gateway: {{name: public, namespace: gateways}}\nmonitoring: {{namespace: monitoring}}\nmesh: {}\n"
KINDS = ["istio-ambient", "istio-sidecar", "linkerd"]
Let = set[tuple[str, str, int]]
"""Namespace, account (`*`: any) and port."""


def facts(kind: str, *outside: str) -> str:
    joined = [name for name in ("backoffice", "gateways", "monitoring") if name not in outside]
    return FACTS.format(f"{{kind: {kind}, namespaces: [{', '.join(joined)}]}}")


@st.composite
def specs(draw: st.DrawFn) -> list[str]:
    """Services that call each other, are called by neighbours, exposed, watched, or peers."""
    found = []
    for name in NAMES:
        spec: dict[str, Any] = {"name": name, "ports": PORTS}
        spec["calls"] = {
            other: {"port": draw(st.sampled_from(sorted(PORTS)))}
            for other in draw(st.sets(st.sampled_from(NAMES)))
            if other != name
        }
        if draw(st.booleans()):
            ports = sorted(draw(st.sets(st.sampled_from(sorted(PORTS)))))
            spec["callers"] = {"desk": {"namespace": "backoffice", "pods": {"app": "desk"}, "ports": ports}}
        spec |= {
            key: value
            for key, value in (("expose", "a.acme.dev"), ("metrics", "metrics"), ("peers", ["grpc"]))
            if draw(st.booleans())
        }
        found.append(yaml.safe_dump(spec))
    return found


def manifests(seen: Linked) -> list[dict[str, Any]]:
    environment = seen.member.environment
    values = {
        "environment": environment,
        "service": seen.member.service,
        "params": {},
        "calls": seen.calls,
        "callers": seen.callers,
    }
    return [manifest for _, manifest in find("web", None).expand(values)]


def by_network(made: list[dict[str, Any]], kind: str) -> Let:
    """What the network policy lets in by TCP, but for what a mesh does not see: its own ports, and the node."""
    [policy] = [manifest for manifest in made if manifest["kind"] == "NetworkPolicy"]
    found: Let = set()
    for rule in policy["spec"]["ingress"]:
        for peer in rule["from"]:
            if "ipBlock" in peer:
                assert peer["ipBlock"]["cidr"] in _ASKING.values() and kind == "istio-ambient"
                continue
            namespace = peer["namespaceSelector"]["matchLabels"][NAMESPACE]
            account = peer["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/name", "*")
            ports = [port["port"] for port in rule.get("ports", []) if port["protocol"] == "TCP"]
            assert not ports or kind not in TUNNELS or TUNNELS[kind] in ports
            found |= {(namespace, account, port) for port in ports if port not in (AGENT, TUNNELS.get(kind))}
    return found


def by_istio(made: list[dict[str, Any]]) -> Let:
    [policy] = [manifest for manifest in made if manifest["kind"] == "AuthorizationPolicy"]
    found: Let = set()
    for rule in policy["spec"].get("rules", []):
        source = rule["from"][0]["source"]
        who = [tuple(principal.split("/")[2::2]) for principal in source.get("principals", [])]
        who += [(namespace, "*") for namespace in source.get("namespaces", [])]
        found |= {(namespace, account, int(port)) for namespace, account in who for port in rule["to"][0]["operation"]["ports"]}
    return found


def by_linkerd(made: list[dict[str, Any]]) -> Let:
    ports = {manifest["metadata"]["name"]: manifest["spec"]["port"] for manifest in made if manifest["kind"] == "Server"}
    identities = {m["metadata"]["name"]: m["spec"]["identities"] for m in made if m["kind"] == "MeshTLSAuthentication"}
    found: Let = set()
    for policy in (manifest for manifest in made if manifest["kind"] == "AuthorizationPolicy"):
        port = ports[policy["spec"]["targetRef"]["name"]]
        for reference in policy["spec"]["requiredAuthenticationRefs"]:
            for identity in identities[reference["name"]]:
                account, namespace, rest = identity.split(".", 2)
                assert rest == "serviceaccount.identity.linkerd.cluster.local"
                found.add((namespace, account, port))
    return found


@pytest.mark.parametrize("kind", KINDS)
@given(specs())
@pytest.mark.fuzz
@settings(max_examples=tries(15))
def test_both_let_in_the_same(kind: str, written: list[str]) -> None:
    linked, problems = link([member(spec, facts(kind)) for spec in written], ())
    assert not problems
    for seen in linked:
        made = manifests(seen)
        assert by_network(made, kind) == (by_linkerd(made) if kind == "linkerd" else by_istio(made))


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_called_at_one_end_is_let_in_at_the_other(kind: str) -> None:
    found = graph("name: web\ncalls: {cart: {}}\n", "name: cart\nports: {http: 8080}\n", facts=facts(kind))
    [policy] = [manifest for manifest in manifests(found["web"]) if manifest["kind"] == "NetworkPolicy"]
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert {8080, *([TUNNELS[kind]] if kind in TUNNELS else [])} <= ports
    assert ("shop", "web", 8080) in by_network(manifests(found["cart"]), kind)


@pytest.mark.parametrize("kind", ["istio-ambient", "linkerd"])
def test_monitoring_has_to_be_in_the_mesh(kind: str) -> None:
    spec = "name: cart\nports: {http: 8080}\nmetrics: http\n"
    [problem] = said(spec, facts=facts(kind, "monitoring"))
    assert "'metrics' lets in pods of 'monitoring', which are not in the mesh of environment 'production'" in problem


def test_monitoring_outside_istio_asks_the_agent_beside_the_sidecar() -> None:
    found = graph("name: cart\nports: {http: 8080}\nmetrics: http\n", facts=facts("istio-sidecar", "monitoring"))
    assert [[port.port for port in caller.ports] for caller in found["cart"].callers] == [[AGENT]]


@pytest.mark.parametrize(("kind", "cpu"), [("istio-ambient", 750), ("istio-sidecar", 1050), ("linkerd", 1050)])
def test_the_quota_leaves_room_for_the_proxy_in_each_pod(kind: str, cpu: int) -> None:
    seen = graph("name: cart\nsingleton: true\ncpu: 750m\nmemory: 768Mi\n", facts=facts(kind))["cart"]
    mesh = seen.member.environment.mesh
    assert mesh
    chosen = mesh.model_copy(update={"proxy_cpu": CpuRange(request="300m", limit="1")})
    asked = totals(manifests(seen), 1, proxy(chosen))
    proxies = 0 if kind == "istio-ambient" else 1
    assert asked.requests["cpu"] == cpu * 10**6
    assert asked.requests["memory"] == (768 + 128 * proxies) * 2**20 * 10**9
    assert asked.limits["memory"] == (768 + 1024 * proxies) * 2**20 * 10**9
    assert not asked.unlimited
    assert (mesh_annotations(chosen) or {}).get("sidecar.istio.io/proxyCPULimit") == ("1" if kind == "istio-sidecar" else None)
