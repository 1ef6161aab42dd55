"""No token of a service account lives for ever.

Tokens in Secrets never end and are readable by whoever reads secrets. Programs outside the cluster ask for short-lived
ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject

LASTING = "kubernetes.io/service-account-token"


def verify(owner: Subject) -> Iterator[Fault]:
    if owner.value.get("type") == LASTING:
        yield Fault("type", f"'type' is '{LASTING}'; leave the secret out and ask for a token with TokenRequest")
    if owner.value.get("secrets"):
        yield Fault("secrets", "'secrets' is set; leave it out and ask for tokens with TokenRequest")


RULE = ObjectRule(
    severity="error",
    kinds=("Secret", "ServiceAccount"),
    verify=verify,
    sure={"type": lambda word: word != LASTING, "secrets": lambda secrets: not secrets},
    condition=(f"(!has(object.type) || object.type != '{LASTING}') && (!has(object.secrets) || size(object.secrets) == 0)"),
    sources=["https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token"],
    asked_by={"kyverno": ["check-serviceaccount-secrets", "deny-secret-service-account-token-type"]},
    rows=["C6"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="`permissions: {pods: [get]}` gives the program a short-lived token.",
    manifest="Leave Secrets of the type `kubernetes.io/service-account-token` out, and `secrets` of a ServiceAccount.",
)
