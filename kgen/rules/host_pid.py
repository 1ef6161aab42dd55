"""A pod does not see the node's processes.

With them it reads their environment and memory, and can end them.
"""

from __future__ import annotations

from kgen.rules import PodRule, allowed

RULE = PodRule(
    severity="error",
    path="hostPID",
    expect=allowed(False),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-linter": ["host-pid"],
        "polaris": ["hostPIDSet"],
        "kubesec": ["HostPID"],
        "checkov": ["CKV_K8S_17"],
        "trivy": ["KSV-0010"],
        "kubescape": ["C-0038", "C-0275"],
        "kyverno": ["disallow-host-namespaces"],
        "PSS": ["hostNamespaces"],
    },
    rows=["B19"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host` without `pid`.",
)
