"""The versions of custom resources that kgen writes where an environment names no other."""

from __future__ import annotations

APIS = {
    "argoproj.io": "v1alpha1",
    "bitnami.com": "v1alpha1",
    "cert-manager.io": "v1",
    "cilium.io": "v2",
    "external-secrets.io": "v1",
    "gateway.networking.k8s.io": "v1",
    "keda.sh": "v1alpha1",
    "kyverno.io": "v1",
    "monitoring.coreos.com": "v1",
    "networking.istio.io": "v1",
    "policy.linkerd.io": "v1beta3",
    "projectcalico.org": "v3",
    "secrets-store.csi.x-k8s.io": "v1",
    "security.istio.io": "v1",
}
"""By group. Fixed, so that a new kgen changes no manifest; `apis` of an environment names others."""
