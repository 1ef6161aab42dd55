"""Random facts of environments: what all of a project state because services need it, and any of the others."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.random.containers import optional
from tests.random.texts import CIDR, MESHED, SELECTOR, Written, dns_label

NEEDS = [
    "api_server",
    "external_traffic",
    "gateway",
    "mesh",
    "monitoring",
    "node_pools",
    "privileged",
    "queue_scaler",
    "rollouts",
    "secrets",
    "sensitive",
    "storage_class",
    "tracing",
    "watching",
]
"""Facts that services may need, by their fields; `privileged` is a namespace for what uses its node, `watching` the Prometheus
Operator."""

VERSIONS = ["1.29", "1.30", "1.33", "1.35", "1.37"]


@st.composite
def needs(draw: st.DrawFn) -> frozenset[str]:
    """Facts that every environment of a project states."""
    found = set(draw(st.lists(st.sampled_from(NEEDS), unique=True)))
    return frozenset(found | {"monitoring"} if "watching" in found else found)


@st.composite
def environment(draw: st.DrawFn, name: str, needed: frozenset[str]) -> dict[str, Any]:
    """An environment that states the facts that are needed, and any of the others."""
    pattern = draw(st.sampled_from([f"{{system}}-{name}", "{service}-{environment}", f"all-{name}"]))
    found: dict[str, Any] = {"namespace": draw(st.sampled_from([pattern, {"name": pattern, "owned": False}]))}
    if "privileged" in needed:
        found["namespace"] = {"name": pattern, "pod_security": "privileged"}
    for need in sorted(needed & FACTS.keys()):
        found[need] = draw(FACTS[need])
    if "watching" in needed:
        found["monitoring"] |= {"operator": True, "annotations": False, "labels": draw(SELECTOR), "dashboards": {}}
    if "mesh" in needed:
        _into_the_mesh(found)
    optional(draw, found, "kubernetes", st.sampled_from(VERSIONS), 2)
    optional(draw, found, "platform", st.sampled_from(["generic", "eks", "gke", "gke-autopilot", "aks", "openshift"]), 2)
    optional(draw, found, "dns", st.builds(lambda ns, pods: {"namespace": ns, "pods": pods, "port": 5353}, dns_label(), SELECTOR))
    optional(draw, found, "priority_class", dns_label())
    optional(draw, found, "delivery", st.sampled_from(["argocd", "flux"]))
    for flag in ("apparmor", "selinux", "assigned_ids"):
        optional(draw, found, flag, st.booleans())
    if found.get("kubernetes", "1.33") >= "1.33":
        optional(draw, found, "user_namespaces", st.booleans())
    optional(draw, found, "ip_families", st.sampled_from([[], ["IPv4"], ["IPv6", "IPv4"]]))
    return found


def _into_the_mesh(found: dict[str, Any]) -> None:
    """Whoever calls services of a mesh is in it: pods, and no addresses."""
    if "gateway" in found:
        found["gateway"] = {"name": "public", "namespace": MESHED}
    if "monitoring" in found:
        found["monitoring"]["namespace"] = MESHED


_CIDRS = st.lists(CIDR, unique=True, min_size=1, max_size=2)


def _pods(**more: Any) -> Written:
    return st.builds(lambda namespace, pods: {"namespace": namespace, "pods": pods, **more}, dns_label(), SELECTOR)


FACTS: dict[str, Written] = {
    "api_server": st.one_of(_CIDRS, _CIDRS.map(lambda cidr: {"cidr": cidr, "port": 6443})),
    "external_traffic": st.one_of(
        st.sampled_from(["open", {"fqdn": "cilium"}, {"fqdn": "calico-enterprise"}]),
        _pods(port=3128).map(lambda proxy: {"proxy": proxy}),
    ),
    "gateway": st.one_of(
        _pods(name="public", listener="https"),
        _pods(name="public", http_listener="http", own_listeners=True, issuer="letsencrypt"),
        _CIDRS.map(lambda cidr: {"api": "ingress", "ingress_class": "internal", "tls_secret": "{service}-tls", "cidr": cidr}),
        _CIDRS.map(lambda cidr: {"api": "ingress", "ingress_class": "internal", "issuer": {"name": "ca"}, "cidr": cidr}),
    ),
    "mesh": st.builds(
        lambda kind: {"kind": kind, "namespaces": [MESHED]}, st.sampled_from(["istio-ambient", "istio-sidecar", "linkerd"])
    ),
    "monitoring": st.builds(lambda ns, find: {"namespace": ns, "annotations": find}, dns_label(), st.booleans()),
    "node_pools": st.builds(
        lambda labels, more: {"gpu": {"labels": labels, **more}},
        SELECTOR,
        st.sampled_from([{}, {"taint": "pool=gpu:NoSchedule"}]),
    ),
    "queue_scaler": st.just("keda"),
    "rollouts": st.sampled_from(["argo"]),
    "secrets": st.sampled_from(
        [
            {"external_secrets": "vault"},
            {"external_secrets": {"store": "vault", "kind": "SecretStore", "refresh": "5m", "key": "{environment}/{secret}"}},
            {"csi": {"provider": "vault", "key": "secret/{namespace}/{secret}", "parameters": {"roleName": "{service}"}}},
            {"csi": {"provider": "gcp", "key": "projects/acme/secrets/{secret}-{key}/versions/1"}},
        ]
    ),
    "sensitive": st.sampled_from([{"runtime": "gvisor"}]),
    "storage_class": dns_label(),
    "tracing": st.one_of(
        _pods(endpoint="http://otel.tracing:4317"),
        _CIDRS.map(
            lambda cidr: {"endpoint": "https://otel.acme.dev/v1", "protocol": "http/protobuf", "cidr": cidr, "port": 4318}
        ),
    ),
}
"""What each of the facts may be."""
