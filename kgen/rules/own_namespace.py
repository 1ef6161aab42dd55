"""Nothing lives in the namespaces of the cluster itself.

In `default` everything meets that nobody sorted, without quota and policies; `kube-system` belongs to the cluster.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, none_of

RULE = ObjectRule(
    severity="error",
    path="metadata.namespace",
    expect=none_of("default", "kube-system", "kube-public", "kube-node-lease"),
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
    asked_by={
        "kube-linter": ["use-namespace"],
        "checkov": ["CKV_K8S_21"],
        "trivy": ["KSV-0110", "KSV-0037"],
        "kubescape": ["C-0061"],
        "kyverno": ["disallow-default-namespace"],
    },
    rows=["H1"],
    practice="Namespaces, never `default`",
    satisfy="`namespace: shop-production` in the environment.",
)
