"""The resources of the kinds that rules are about, and the groups in which policies take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from kgen.rules import Rule


class Resource(NamedTuple):
    """How the API server calls the objects of a kind; `area` is the policy that asks about them."""

    group: str
    version: str
    name: str
    area: str
    has_spec: bool = True


RESOURCES: dict[str, Resource] = {
    "Pod": Resource("", "v1", "pods", "workloads"),
    "ReplicationController": Resource("", "v1", "replicationcontrollers", "workloads"),
    "DaemonSet": Resource("apps", "v1", "daemonsets", "workloads"),
    "Deployment": Resource("apps", "v1", "deployments", "workloads"),
    "ReplicaSet": Resource("apps", "v1", "replicasets", "workloads"),
    "StatefulSet": Resource("apps", "v1", "statefulsets", "workloads"),
    "CronJob": Resource("batch", "v1", "cronjobs", "workloads"),
    "Job": Resource("batch", "v1", "jobs", "workloads"),
    "Service": Resource("", "v1", "services", "network"),
    "Ingress": Resource("networking.k8s.io", "v1", "ingresses", "network"),
    "NetworkPolicy": Resource("networking.k8s.io", "v1", "networkpolicies", "network"),
    "HTTPRoute": Resource("gateway.networking.k8s.io", "v1", "httproutes", "network"),
    "GRPCRoute": Resource("gateway.networking.k8s.io", "v1", "grpcroutes", "network"),
    "DestinationRule": Resource("networking.istio.io", "*", "destinationrules", "network"),
    "VirtualService": Resource("networking.istio.io", "*", "virtualservices", "network"),
    "PeerAuthentication": Resource("security.istio.io", "*", "peerauthentications", "network"),
    "HorizontalPodAutoscaler": Resource("autoscaling", "v2", "horizontalpodautoscalers", "scaling"),
    "PodDisruptionBudget": Resource("policy", "v1", "poddisruptionbudgets", "scaling"),
    "PersistentVolumeClaim": Resource("", "v1", "persistentvolumeclaims", "storage"),
    "ConfigMap": Resource("", "v1", "configmaps", "config", False),
    "Secret": Resource("", "v1", "secrets", "config", False),
    "ServiceAccount": Resource("", "v1", "serviceaccounts", "access", False),
    "Role": Resource("rbac.authorization.k8s.io", "v1", "roles", "access", False),
    "RoleBinding": Resource("rbac.authorization.k8s.io", "v1", "rolebindings", "access", False),
    "LimitRange": Resource("", "v1", "limitranges", "namespaces"),
    "Namespace": Resource("", "v1", "namespaces", "namespaces"),
    "ResourceQuota": Resource("", "v1", "resourcequotas", "namespaces"),
}
"""Objects without a namespace are not among them, but for namespaces: no label of theirs says where a policy counts."""

AREAS = sorted({resource.area for resource in RESOURCES.values()})


def kinds_of(rule: Rule) -> list[str]:
    """The kinds that a rule is about and that policies can name, in the order of RESOURCES."""
    if rule.kinds:
        return [kind for kind in RESOURCES if kind in rule.kinds]
    if rule.scope == "object":
        return list(RESOURCES)
    return [kind for kind, resource in RESOURCES.items() if resource.area == "workloads"]


def resource_rules(kinds: Collection[str]) -> list[dict[str, Any]]:
    """The `resourceRules` that match these kinds when they are created or changed; subresources such as `scale` are not."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for kind in kinds:
        resource = RESOURCES[kind]
        grouped.setdefault((resource.group, resource.version), []).append(resource.name)
    return [rule_for(group, version, names, ("CREATE", "UPDATE")) for (group, version), names in sorted(grouped.items())]


def rule_for(group: str, version: str, names: Iterable[str], operations: Iterable[str]) -> dict[str, Any]:
    """One of the `resourceRules`."""
    return {"apiGroups": [group], "apiVersions": [version], "operations": [*operations], "resources": sorted(names)}
