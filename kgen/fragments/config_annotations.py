"""The annotations of a ConfigMap that another one will replace, by what brings it into the cluster."""

from __future__ import annotations

from collections.abc import Mapping

_BY_DELIVERY = {
    "argocd": {"argocd.argoproj.io/sync-options": "PruneLast=true"},
    "flux": {"kustomize.toolkit.fluxcd.io/prune": "disabled"},
}
"""Pods of the last version need it until those of the next one are healthy. Argo CD can wait for that
(https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#prune-last). Flux removes what is gone before it looks at
health, so it must leave it (https://fluxcd.io/flux/components/kustomize/kustomizations/#prune)."""


def config_annotations(annotations: Mapping[str, str] | None, delivery: str) -> dict[str, str] | None:
    """What the delivery has to know of it, and the other annotations on top; None if there are none."""
    return {**_BY_DELIVERY.get(delivery, {}), **(annotations or {})} or None
