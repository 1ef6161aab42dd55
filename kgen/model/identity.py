"""How pods prove to a cloud who they are, as a fact of an environment."""

from __future__ import annotations

from typing import Literal

from kgen.model.base import Model, scalar
from kgen.model.types import Cidr, Host, Text


class WorkloadIdentity(Model):
    """How pods prove to the cloud who they are; the platforms eks, gke, gke-autopilot and aks bring it."""

    SHORTHAND = scalar("kind", {"type": "string"})
    kind: Literal["irsa", "pod-identity", "gke", "azure"]
    """By a token that pods exchange for a role (irsa) or an application (azure), by the agent of EKS on each node (pod-identity),
    or by the metadata server of GKE on each node (gke)."""
    host: Host | None = None
    """Where tokens are exchanged (irsa: `sts.REGION.amazonaws.com`; azure: login.microsoftonline.com unless given)."""
    cidr: list[Cidr] = []
    """Its address ranges, such as those of a private endpoint; by `external_traffic` unless given."""
    tenant: Text | None = None
    """The tenant of the applications, where it is not the cluster's (azure)."""
