"""Containers run as a group that nobody on the node is in.

Ids up to 10000 may belong to people and daemons of the node; group 0 opens many files of images and nodes. Clusters
that assign ids themselves (OpenShift) are exempted on their own.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, above

RULE = ContainerRule(
    severity="error",
    risk="a program that needs the group of its image cannot read or write its files",
    path="securityContext.runAsGroup",
    expect=above(10000, fill=10001),
    inherits=True,
    spare=lambda at: "the cluster assigns user and group ids" if at.environment.assigned_ids else "",
    spared=lambda environment: "true" if environment.assigned_ids else "",
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    asked_by={
        "kube-score": ["container-security-context-user-group-id"],
        "kubesec": ["RunAsGroup"],
        "trivy": ["KSV-0021", "KSV-0116"],
    },
    rows=["B5", "B6"],
    practice="A dedicated user that is not root",
    satisfy="`user: 20000:20000` where the image needs another group than 10001.",
)
