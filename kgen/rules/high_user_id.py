"""Containers run as a user that nobody on the node is.

Ids up to 10000 may belong to people and daemons of the node: a process that breaks out of its container would be them.
Clusters that assign ids themselves (OpenShift) are exempted on their own.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, above

RULE = ContainerRule(
    severity="error",
    risk="a program that needs the user of its image cannot read or write its files",
    path="securityContext.runAsUser",
    expect=above(10000, fill=10001),
    inherits=True,
    spare=lambda at: "the cluster assigns user and group ids" if at.environment.assigned_ids else "",
    spared=lambda environment: "true" if environment.assigned_ids else "",
    sources=[
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
        "https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html",
    ],
    asked_by={
        "kube-score": ["container-security-context-user-group-id"],
        "kubesec": ["RunAsUser"],
        "checkov": ["CKV_K8S_40"],
        "trivy": ["KSV-0020"],
        "kyverno": ["require-unique-uid-per-workload", "validate-userid-groupid-fsgroup"],
    },
    rows=["B4"],
    practice="A dedicated user that is not root",
    satisfy="`user: 20000` where the image needs another user than 10001.",
)
