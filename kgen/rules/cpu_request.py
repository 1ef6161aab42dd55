"""A container reserves the CPU it needs.

The scheduler counts on it: without it a node fills up with pods that all starve.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, other_than
from kgen.rules._resources import like_other

RULE = ContainerRule(
    severity="error",
    of=WITH_RESOURCES,
    path="resources.requests.cpu",
    expect=other_than(0, "0", right="be an amount, such as 250m"),
    harden=like_other("requests", "cpu"),
    sources=["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
    asked_by={
        "kube-score": ["container-resources"],
        "kube-linter": ["unset-cpu-requirements"],
        "polaris": ["cpuRequestsMissing"],
        "kubesec": ["RequestsCPU"],
        "checkov": ["CKV_K8S_10"],
        "trivy": ["KSV-0015"],
        "kubescape": ["C-0268", "C-0050", "C-0009"],
        "kyverno": ["require-requests-limits", "add-default-resources"],
        "popeye": ["106"],
    },
    rows=["E1"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`cpu: 250m`, or `cpu: 100m..200m` for what is reserved and the most.",
)
