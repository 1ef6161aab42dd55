"""A container has a limit of memory.

A leak ends this container, and not whatever else runs on the node.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, other_than
from kgen.rules._resources import like_other

RULE = ContainerRule(
    severity="error",
    risk="a program that used more is killed",
    of=WITH_RESOURCES,
    path="resources.limits.memory",
    expect=other_than(0, "0", right="be an amount, such as 256Mi"),
    harden=like_other("limits", "memory"),
    sources=["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
    asked_by={
        "kube-score": ["container-resources"],
        "kube-linter": ["unset-memory-requirements"],
        "polaris": ["memoryLimitsMissing"],
        "kubesec": ["LimitsMemory"],
        "checkov": ["CKV_K8S_13"],
        "trivy": ["KSV-0018"],
        "kubescape": ["C-0271", "C-0004", "C-0009"],
        "kyverno": ["require-requests-limits"],
        "popeye": ["107"],
    },
    rows=["E5"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`memory: 256Mi`, or `memory: 64Mi..128Mi` for what is reserved and the most.",
)
