"""No pod gets a folder of the node that holds keys or the system itself.

These folders hold the kubelet's credentials, the node's users and programs, and its cloud identity.
"""

from __future__ import annotations

from kgen.rules import PodRule, unlike

RULE = PodRule(
    severity="error",
    path="volumes[].hostPath?.path",
    expect=unlike(
        r"^/$|^/(boot|dev|etc|home|lib|lib64|proc|root|sys|usr)(/|$)|^/var/(lib/kubelet|lib/docker|lib/containerd)(/|$)|\.(aws|azure|kube|ssh)(/|$)",
        "not be a folder of the node's system or credentials",
    ),
    sources=["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
    asked_by={"kube-linter": ["sensitive-host-mounts"], "kubesec": ["ProcMount"], "trivy": ["KSV-0121"], "kubescape": ["C-0020"]},
    rows=["B25"],
)
