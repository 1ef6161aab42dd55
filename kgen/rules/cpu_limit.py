"""A container has a limit of CPU.

One that runs wild would take it from its neighbours. For programs that must not be throttled, exempt the rule.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, other_than
from kgen.rules._resources import like_other

RULE = ContainerRule(
    severity="error",
    risk="a program that used more is slowed down",
    of=WITH_RESOURCES,
    path="resources.limits.cpu",
    expect=other_than(0, "0", right="be an amount, such as 250m"),
    harden=like_other("limits", "cpu"),
    sources=["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
    asked_by={
        "kube-score": ["container-resources"],
        "polaris": ["cpuLimitsMissing"],
        "kubesec": ["LimitsCPU"],
        "checkov": ["CKV_K8S_11"],
        "trivy": ["KSV-0011"],
        "kubescape": ["C-0270", "C-0050", "C-0009"],
        "kyverno": ["require-cpu-limits"],
        "popeye": ["107"],
    },
    rows=["E2"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`cpu: 250m`, or `cpu: 100m..200m` for what is reserved and the most.",
)
