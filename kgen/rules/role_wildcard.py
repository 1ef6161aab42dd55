"""Roles name what they grant.

A `*` also grants what does not exist yet: tomorrow's resources and verbs.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, unlike
from kgen.rules._grants import ROLES

RULE = ObjectRule(
    severity="error",
    kinds=ROLES,
    path=("rules[].apiGroups[]", "rules[].resources[]", "rules[].verbs[]", "rules[].nonResourceURLs[]"),
    expect=unlike(r"^\*(/|$)", "name what it grants"),
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "kube-linter": ["wildcard-in-rules"],
        "checkov": ["CKV_K8S_49"],
        "trivy": ["KSV-0044", "KSV-0045", "KSV-0046", "KSV-0112"],
        "kubescape": ["C-0187", "C-0035"],
        "kyverno": ["restrict-wildcard-verbs", "restrict-wildcard-resources"],
    },
    rows=["C8"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions: {pods: [get, list]}` names kinds and verbs one by one.",
)
