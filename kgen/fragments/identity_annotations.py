"""Who a service account is in the cloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.identity import WorkloadIdentity

_KEYS = {
    "irsa": "eks.amazonaws.com/role-arn",
    "gke": "iam.gke.io/gcp-service-account",
    "azure": "azure.workload.identity/client-id",
}
"""https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html,
https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity and
https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html.
EKS Pod Identity keeps it outside the cluster."""


def identity_annotations(
    annotations: Mapping[str, str] | None, identity: str | None, fact: WorkloadIdentity | None
) -> dict[str, str] | None:
    """What the cloud looks for, and the other annotations on top; None if there are none."""
    if not identity or fact is None or fact.kind not in _KEYS:
        return dict(annotations) if annotations else None
    tenant = {"azure.workload.identity/tenant-id": fact.tenant} if fact.kind == "azure" and fact.tenant else {}
    return {_KEYS[fact.kind]: identity, **tenant, **(annotations or {})}
