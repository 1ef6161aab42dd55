"""Nothing is granted to everyone.

These groups are all who can reach the API, with or without a login.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, none_of
from kgen.rules._grants import BINDINGS

RULE = ObjectRule(
    severity="error",
    kinds=BINDINGS,
    path="subjects[].name",
    expect=none_of(
        "system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters", "system:serviceaccounts"
    ),
    sources=["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    asked_by={
        "kubesec": ["BindingsToSystemAnonymous"],
        "trivy": ["KSV-0122", "KSV-0123", "KSV-01011"],
        "kubescape": ["C-0262"],
        "kyverno": ["restrict-binding-system-groups"],
    },
    rows=["C14"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions` are bound to the service's own account.",
)
