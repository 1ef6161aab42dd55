"""Roles do not touch what controls the cluster itself.

Webhooks see and change every object, signed requests are new identities, nodes/proxy and tokens are other programs'
rights.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject
from kgen.rules._grants import ROLES, WRITE, Grant

GRANTS = (
    Grant(resources=("validatingwebhookconfigurations", "mutatingwebhookconfigurations", "persistentvolumes"), verbs=WRITE),
    Grant(resources=("certificatesigningrequests/approval", "signers", "nodes/proxy", "serviceaccounts/token")),
)


def verify(role: Subject) -> Iterator[Fault]:
    for grant in GRANTS:
        yield from grant.verify(role)


RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    sure={"rules[]": lambda rule: all(grant.spares(rule) for grant in GRANTS)},
    verify=verify,
    condition=" && ".join(grant.condition for grant in GRANTS),
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "checkov": ["CKV_K8S_155", "CKV_K8S_156"],
        "trivy": ["KSV-0047", "KSV-0114"],
        "kubescape": ["C-0278", "C-0279", "C-0280", "C-0281", "C-0282"],
        "kyverno": [
            "restrict-clusterrole-csr",
            "restrict-clusterrole-mutating-validating-admission-webhooks",
            "restrict-clusterrole-nodesproxy",
        ],
    },
    rows=["C17"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` without them.",
    manifest=(
        "In a Role or ClusterRole: no entry of `rules` may write webhook configurations or persistent volumes, approve "
        "signing requests, or reach `nodes/proxy` and `serviceaccounts/token`."
    ),
)
