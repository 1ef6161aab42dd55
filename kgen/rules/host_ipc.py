"""A pod does not share memory with the node's processes.

Shared memory of other programs lies open to it.
"""

from __future__ import annotations

from kgen.rules import PodRule, allowed

RULE = PodRule(
    severity="error",
    path="hostIPC",
    expect=allowed(False),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-linter": ["host-ipc"],
        "polaris": ["hostIPCSet"],
        "kubesec": ["HostIPC"],
        "checkov": ["CKV_K8S_18"],
        "trivy": ["KSV-0008"],
        "kubescape": ["C-0038", "C-0276"],
        "kyverno": ["disallow-host-namespaces"],
        "PSS": ["hostNamespaces"],
    },
    rows=["B20"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host` without `ipc`.",
)
