"""The account `default` of a namespace has no token to give.

Every pod that names no account gets it: also those that somebody starts by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule, name_of, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    known = {namespace_of(one) for one in manifests.of("ServiceAccount") if name_of(one) == "default"}
    for namespace in manifests.of("Namespace"):
        if name_of(namespace) not in known:
            message = f"'{name_of(namespace)}' leaves its account 'default' as it is; add a ServiceAccount 'default'"
            yield Fault("metadata.name", f"{message} with 'automountServiceAccountToken: false'", namespace)


RULE = SetRule(
    severity="warning",
    kinds=("Namespace",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts"],
    asked_by={"checkov": ["CKV_K8S_41"], "popeye": ["308"]},
    rows=["C7"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; kgen writes it so, with each namespace that is `owned`.",
    manifest="Beside a Namespace: a ServiceAccount named `default` in it with `automountServiceAccountToken: false`.",
)
