"""kubernetes-validate, strict: every manifest fits the API of the version its environment runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import kubernetes_validate

from scripts.judge.subjects import Subject

CUSTOM = frozenset(
    {
        "argoproj.io",
        "cert-manager.io",
        "cilium.io",
        "external-secrets.io",
        "gateway.networking.k8s.io",
        "keda.sh",
        "monitoring.coreos.com",
        "secrets-store.csi.x-k8s.io",
        "security.istio.io",
    }
)
"""Groups of kinds that are no part of Kubernetes itself; its schemas say nothing of them."""


def judge(subjects: Sequence[Subject]) -> list[str]:
    """What does not fit."""
    faults, count = [], 0
    for subject in subjects:
        for path, manifest in subject.manifests():
            if manifest["apiVersion"].partition("/")[0] in CUSTOM:
                continue
            count += 1
            fault = unfit(manifest, subject.kubernetes)
            if fault:
                faults.append(f"{subject.name}: {path.relative_to(subject.folder)}: {fault}")
    print(f"kubernetes-validate: {count} manifests against {', '.join(sorted({one.kubernetes for one in subjects}))}")
    return faults


def unfit(manifest: dict[str, Any], kubernetes: str) -> str:
    """What the API schema of a version refuses of a manifest; empty when it fits."""
    try:
        kubernetes_validate.validate(manifest, kubernetes, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{'.'.join(map(str, error.path))}: {error.message}"
    except kubernetes_validate.SchemaNotFoundError as error:
        return str(error.message)
    return ""
