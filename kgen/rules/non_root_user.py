"""Containers do not run as root.

Root in a container is root on the node as soon as one wall fails. The kubelet refuses to start an image whose user is
root, or is a name instead of a number, unless `user:` says which number to take.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, equals

RULE = ContainerRule(
    severity="error",
    path="securityContext.runAsNonRoot",
    expect=equals(True),
    inherits=True,
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-linter": ["run-as-non-root"],
        "polaris": ["runAsRootAllowed"],
        "kubesec": ["RunAsNonRoot"],
        "checkov": ["CKV_K8S_23"],
        "trivy": ["KSV-0012", "KSV-0105"],
        "kubescape": ["C-0013"],
        "kyverno": ["require-run-as-nonroot", "require-run-as-non-root-user", "service-mesh-require-run-as-nonroot"],
        "PSS": ["runAsNonRoot", "runAsUser"],
        "popeye": ["302", "306"],
    },
    rows=["B3"],
)
