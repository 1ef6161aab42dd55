"""A pod does not use the node's network.

It would see all traffic of the node, reach services that trust the node, and no NetworkPolicy would hold for it.
"""

from __future__ import annotations

from kgen.rules import PodRule, allowed

RULE = PodRule(
    severity="error",
    path="hostNetwork",
    expect=allowed(False),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-linter": ["host-network"],
        "polaris": ["hostNetworkSet"],
        "kubesec": ["HostNetwork"],
        "checkov": ["CKV_K8S_19"],
        "trivy": ["KSV-0009"],
        "kubescape": ["C-0041"],
        "kyverno": ["disallow-host-namespaces"],
        "PSS": ["hostNamespaces"],
    },
    rows=["B21"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host` without `network`; `expose` and `calls` are the ways in and out.",
)
