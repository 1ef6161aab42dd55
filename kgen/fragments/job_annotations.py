"""The annotations of a Job, by what brings it into the cluster."""

from __future__ import annotations

from collections.abc import Mapping

_BY_DELIVERY = {
    "argocd": {
        "argocd.argoproj.io/hook": "Sync",
        "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
    },
    "flux": {"kustomize.toolkit.fluxcd.io/force": "enabled"},
}
"""A Job cannot be changed, so that it is made anew: https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/ and
https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources."""


def job_annotations(annotations: Mapping[str, str] | None, delivery: str) -> dict[str, str] | None:
    """What the delivery has to know of a Job, and the other annotations on top; None if there are none."""
    return {**_BY_DELIVERY.get(delivery, {}), **(annotations or {})} or None
