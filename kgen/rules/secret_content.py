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
    sources=["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
    asked_by={"kubescape": ["C-0255"], "kyverno": ["no-secrets"]},
    rows=["D5"],
)
