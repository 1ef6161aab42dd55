"""A pod gets no token for the Kubernetes API by itself.

The token is the first thing an attacker looks for. A service with `permissions` gets one that is short-lived, and only
for it.
"""

from __future__ import annotations

from kgen.rules import PodRule, equals

RULE = PodRule(
    severity="error",
    risk="a program that asks the Kubernetes API is refused",
    path="automountServiceAccountToken",
    expect=equals(False),
    sources=[
        "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
        "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    ],
    asked_by={
        "polaris": ["automountServiceAccountToken"],
        "kubesec": ["AutomountServiceAccountToken"],
        "checkov": ["CKV_K8S_38"],
        "trivy": ["KSV-0036"],
        "kubescape": ["C-0034", "C-0190", "C-0261"],
        "kyverno": ["restrict-automount-sa-token", "remove-serviceaccount-token"],
        "popeye": ["301"],
    },
    rows=["C2"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions: {pods: [get]}` for programs that ask the Kubernetes API: they get a short-lived token as a file.",
)
