"""Every object says in which namespace it lives.

Otherwise it lands wherever the one who applies it happens to be.
"""

from __future__ import annotations

from kgen.rules import TEMPLATES, ObjectRule, other_than

NAMESPACED = (
    *TEMPLATES,
    "ConfigMap",
    "HorizontalPodAutoscaler",
    "ExternalSecret",
    "GRPCRoute",
    "HTTPRoute",
    "Ingress",
    "LimitRange",
    "NetworkPolicy",
    "PersistentVolumeClaim",
    "PodDisruptionBudget",
    "PodMonitor",
    "PrometheusRule",
    "ResourceQuota",
    "Role",
    "RoleBinding",
    "Secret",
    "Service",
    "ServiceAccount",
    "ServiceMonitor",
)
"""Those that services are made of (`kubectl api-resources --namespaced=true`)."""


RULE = ObjectRule(
    severity="error",
    kinds=NAMESPACED,
    path="metadata.namespace",
    expect=other_than("", right="be the namespace it lives in"),
    offline="in a cluster every such object has one",
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
    asked_by={"kube-linter": ["use-namespace"], "checkov": ["CKV_K8S_21"], "trivy": ["KSV-0110"], "kubescape": ["C-0061"]},
    rows=["H1"],
    practice="Namespaces, never `default`",
    satisfy="`namespace: shop-production` in the environment.",
    manifest="In the object: `metadata.namespace` must be set.",
)
