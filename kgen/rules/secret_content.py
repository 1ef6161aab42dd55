"""No Secret stands in a manifest.

Base64 is not encryption: whoever reads the repository reads the secret, now and in its history.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, empty

RULE = ObjectRule(
    severity="error",
    kinds=("Secret",),
    path=("data", "stringData"),
    expect=empty(),
    offline="in a cluster a Secret has its content; none may be written down",
    sources=["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
    asked_by={"kubescape": ["C-0255"], "kyverno": ["no-secrets"]},
    rows=["D5"],
    practice="Settings apart from code (12-factor)",
    satisfy="`secrets: {payments-db: /run/secrets/payments-db}` refers to a secret that is made elsewhere.",
    manifest=(
        "In a Secret: leave `data` and `stringData` out, and the Secret too; an operator or a person makes it in the cluster."
    ),
)
