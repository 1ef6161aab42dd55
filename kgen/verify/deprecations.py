"""Versions of Kubernetes' own API that are on their way out, or gone.

Sources: https://kubernetes.io/docs/reference/using-api/deprecation-guide/; for what it does not list yet, the life cycle that
each beta type of https://pkg.go.dev/k8s.io/api states (`APILifecycleDeprecated`, `APILifecycleRemoved`).
Alpha versions are left out: they are off by default and may go with any release.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_TABLE = """
1.8  1.16 extensions/v1beta1                     DaemonSet Deployment ReplicaSet           apps/v1
1.8  1.16 apps/v1beta1                           ControllerRevision Deployment StatefulSet apps/v1
1.9  1.16 apps/v1beta2                           ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet apps/v1
1.9  1.16 extensions/v1beta1                     NetworkPolicy                             networking.k8s.io/v1
1.10 1.16 extensions/v1beta1                     PodSecurityPolicy                         -
1.14 1.22 extensions/v1beta1                     Ingress                                   networking.k8s.io/v1
1.19 1.22 networking.k8s.io/v1beta1              Ingress IngressClass                      networking.k8s.io/v1
1.16 1.22 admissionregistration.k8s.io/v1beta1   MutatingWebhookConfiguration ValidatingWebhookConfiguration admissionregistration.k8s.io/v1
1.16 1.22 apiextensions.k8s.io/v1beta1           CustomResourceDefinition                  apiextensions.k8s.io/v1
1.19 1.22 apiregistration.k8s.io/v1beta1         APIService                                apiregistration.k8s.io/v1
1.19 1.22 authentication.k8s.io/v1beta1          TokenReview                               authentication.k8s.io/v1
1.19 1.22 authorization.k8s.io/v1beta1           LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview authorization.k8s.io/v1
1.19 1.22 certificates.k8s.io/v1beta1            CertificateSigningRequest                 certificates.k8s.io/v1
1.19 1.22 coordination.k8s.io/v1beta1            Lease                                     coordination.k8s.io/v1
1.17 1.22 rbac.authorization.k8s.io/v1alpha1     ClusterRole ClusterRoleBinding Role RoleBinding rbac.authorization.k8s.io/v1
1.17 1.22 rbac.authorization.k8s.io/v1beta1      ClusterRole ClusterRoleBinding Role RoleBinding rbac.authorization.k8s.io/v1
1.14 1.22 scheduling.k8s.io/v1beta1              PriorityClass                             scheduling.k8s.io/v1
1.19 1.22 storage.k8s.io/v1beta1                 CSIDriver CSINode StorageClass VolumeAttachment storage.k8s.io/v1
1.21 1.25 batch/v1beta1                          CronJob                                   batch/v1
1.21 1.25 discovery.k8s.io/v1beta1               EndpointSlice                             discovery.k8s.io/v1
1.19 1.25 events.k8s.io/v1beta1                  Event                                     events.k8s.io/v1
1.22 1.25 autoscaling/v2beta1                    HorizontalPodAutoscaler                   autoscaling/v2
1.21 1.25 policy/v1beta1                         PodDisruptionBudget                       policy/v1
1.21 1.25 policy/v1beta1                         PodSecurityPolicy                         -
1.20 1.25 node.k8s.io/v1beta1                    RuntimeClass                              node.k8s.io/v1
1.23 1.26 autoscaling/v2beta2                    HorizontalPodAutoscaler                   autoscaling/v2
1.23 1.26 flowcontrol.apiserver.k8s.io/v1beta1   FlowSchema PriorityLevelConfiguration     flowcontrol.apiserver.k8s.io/v1
1.24 1.27 storage.k8s.io/v1beta1                 CSIStorageCapacity                        storage.k8s.io/v1
1.26 1.29 flowcontrol.apiserver.k8s.io/v1beta2   FlowSchema PriorityLevelConfiguration     flowcontrol.apiserver.k8s.io/v1
1.29 1.32 flowcontrol.apiserver.k8s.io/v1beta3   FlowSchema PriorityLevelConfiguration     flowcontrol.apiserver.k8s.io/v1
1.30 1.33 authentication.k8s.io/v1beta1          SelfSubjectReview                         authentication.k8s.io/v1
1.31 1.34 admissionregistration.k8s.io/v1beta1   ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding admissionregistration.k8s.io/v1
1.34 1.37 networking.k8s.io/v1beta1              IPAddress ServiceCIDR                     networking.k8s.io/v1
1.34 1.37 storage.k8s.io/v1beta1                 VolumeAttributesClass                     storage.k8s.io/v1
1.35 -    resource.k8s.io/v1beta1                DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice resource.k8s.io/v1
1.36 -    resource.k8s.io/v1beta2                DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice resource.k8s.io/v1
1.19 -    v1                                     ComponentStatus                           -
1.33 -    v1                                     Endpoints                                 discovery.k8s.io/v1/EndpointSlice
"""  # noqa: E501 - a table
"""Deprecated in, removed in (`-`: in no release that is out), apiVersion, kinds, what takes its place (`-`: nothing)."""


class Deprecation(NamedTuple):
    """Since when a kind is deprecated in one version of its API, when it went, and what takes its place (or nothing)."""

    since: str
    removed: str
    instead: str


@cache
def _known() -> dict[tuple[str, str], Deprecation]:
    found: dict[tuple[str, str], Deprecation] = {}
    for line in _TABLE.strip().splitlines():
        since, removed, version, *kinds, instead = line.split()
        row = Deprecation(since, removed.strip("-"), instead.strip("-"))
        found |= {(version, kind): row for kind in kinds}
    return found


@cache
def signs() -> frozenset[str]:
    """What everything deprecated bears: its apiVersion, or its kind where nearly everything is of that version."""
    return frozenset(kind if version == "v1" else version for version, kind in _known())


def rows() -> dict[tuple[str, str], Deprecation]:
    """All deprecations by apiVersion and kind."""
    return dict(_known())


def removed(version: str, kind: str, target: str) -> Deprecation | None:
    """What is known of a kind that the Kubernetes version `target` has no more in this apiVersion; else None."""
    row = _known().get((version, kind))
    return row if row and row.removed and _number(row.removed) <= _number(target) else None


def deprecated(version: str, kind: str, target: str) -> Deprecation | None:
    """What is known of a kind that `target` still has, but that is deprecated there; else None."""
    row = _known().get((version, kind))
    is_there = row is not None and not (row.removed and _number(row.removed) <= _number(target))
    return row if row and is_there and _number(row.since) <= _number(target) else None


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
