"""No pod gets a folder of the node that holds keys or the system itself.

These folders hold the kubelet's credentials, the node's users and programs, and its cloud identity.
"""

from __future__ import annotations

from kgen.rules import PodRule, unlike

FOLDERS = (
    r"^[/.]*$|^[/.]*(boot|dev|etc|home|lib|lib64|proc|root|run|sys|usr)(/|$)|"
    r"^[/.]*var[/.]*(/run|/lib/(kubelet|docker|containerd|etcd))?[/.]*$|^[/.]*var/+(run|lib/+(kubelet|docker|containerd|etcd))/|"
    r"\.(aws|azure|kube|ssh|config/+gcloud)(/|$)"
)
"""With the ways in which the same folder can be written: `//etc`, `/./etc`, `/etc/`."""

RULE = PodRule(
    severity="error",
    path="volumes[].hostPath?.path",
    expect=unlike(
        FOLDERS,
        "not be a folder of the node's system or credentials",
    ),
    sources=["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
    asked_by={"kube-linter": ["sensitive-host-mounts"], "kubesec": ["ProcMount"], "trivy": ["KSV-0121"], "kubescape": ["C-0020"]},
    rows=["B25"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host: {paths: {/var/log: {}}}`, with the narrowest folder that holds what the program needs.",
)
