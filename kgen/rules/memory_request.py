"""A container reserves the memory it needs.

Without it the pod is the first to go when the node runs short.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, other_than
from kgen.rules._resources import like_other

RULE = ContainerRule(
    severity="error",
    of=WITH_RESOURCES,
    path="resources.requests.memory",
    expect=other_than(0, "0", right="be an amount, such as 256Mi"),
    harden=like_other("requests", "memory"),
    sources=["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
    asked_by={
        "kube-score": ["container-resources"],
        "polaris": ["memoryRequestsMissing"],
        "kubesec": ["RequestsMemory"],
        "checkov": ["CKV_K8S_12"],
        "trivy": ["KSV-0016"],
        "kubescape": ["C-0269", "C-0004", "C-0009"],
        "kyverno": ["require-requests-limits"],
        "popeye": ["106"],
    },
    rows=["E4"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`memory: 256Mi`, or `memory: 64Mi..128Mi` for what is reserved and the most.",
)
