"""No pod mounts a folder of its node.

Files of the node are a way to all its pods, and a pod that depends on them runs only there.
"""

from __future__ import annotations

from kgen.rules import PodRule, absent

RULE = PodRule(
    severity="error",
    path="volumes[].hostPath",
    expect=absent(),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    ],
    asked_by={
        "polaris": ["hostPathSet"],
        "trivy": ["KSV-0023"],
        "kubescape": ["C-0048"],
        "kyverno": ["disallow-host-path", "limit-hostpath-vols", "remove-hostpath-volumes"],
        "PSS": ["hostPathVolumes"],
    },
    rows=["B23"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`scratch`, `volumes` and `config` instead of `paths` in `host`.",
)
