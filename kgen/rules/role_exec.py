"""Roles give no shell in other pods.

A command in another pod runs with that pod's rights and sees its secrets.
"""

from __future__ import annotations

from kgen.rules import ObjectRule
from kgen.rules._grants import ROLES, Grant

GRANT = Grant(resources=("pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers", "pods/proxy"))


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": GRANT.spares},
    verify=GRANT.verify,
    condition=GRANT.condition,
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "polaris": [
            "clusterrolePodExecAttach",
            "rolePodExecAttach",
            "clusterrolebindingPodExecAttach",
            "rolebindingClusterRolePodExecAttach",
            "rolebindingRolePodExecAttach",
        ],
        "checkov": ["CKV2_K8S_2"],
        "trivy": ["KSV-0042", "KSV-0053", "KSV-0054"],
        "kubescape": ["C-0002", "C-0063"],
    },
    rows=["C12"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` without them.",
    manifest=(
        "In a Role or ClusterRole: no entry of `rules` may name `pods/exec`, `attach`, `portforward`, `proxy` or "
        "`ephemeralcontainers`."
    ),
)
