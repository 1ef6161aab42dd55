"""Secrets reach a program as files, not as environment variables.

Variables are inherited by every child process and end up in crash reports and logs; files can be closed and change
without a restart. `secrets: {payments-db: /run/secrets/payments-db}` mounts one.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, absent

RULE = ContainerRule(
    severity="error",
    path=("env[].valueFrom?.secretKeyRef", "envFrom[].secretRef"),
    expect=absent("and mount the secret as files"),
    sources=["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
    asked_by={
        "kube-linter": ["env-value-from", "read-secret-from-env-var"],
        "kubesec": ["SecretsAsEnvironmentVariables"],
        "checkov": ["CKV_K8S_35"],
        "kubescape": ["C-0207"],
        "kyverno": ["secrets-not-from-env-vars"],
    },
    rows=["D1", "D6"],
    practice="Secrets are mounted as read-only files",
    satisfy="`secrets: {payments-db: /run/secrets/payments-db}`, and the program reads the files.",
    manifest=(
        "In every container: leave `env[].valueFrom.secretKeyRef` and `envFrom[].secretRef` out, and mount the secret as files."
    ),
)
