"""Which patch a place in a manifest follows from."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.model.service import Patch
from kgen.patch.touched import touched


def _patch(**fields: Any) -> Patch:
    return Patch(**{"kind": "Deployment", **fields})


MERGE = _patch(merge={"spec": {"template": {"spec": {"containers": [{"name": "cart", "tty": True}]}}}})
REPLACE = _patch(operations=[{"op": "replace", "path": "/spec/template/spec/containers/0/ports/0/name", "value": "web"}])
REMOVE = _patch(operations=[{"op": "remove", "path": "/spec/strategy"}])
LABEL = _patch(operations=[{"op": "add", "path": "/metadata/labels/app.kubernetes.io~1name", "value": "b"}])
OTHER = _patch(target="other", merge={"spec": {"replicas": 1}})
SERVICE = _patch(kind="Service", merge={"spec": {"type": "NodePort"}})
ALL = [MERGE, REPLACE, REMOVE, LABEL, OTHER, SERVICE]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("spec.template.spec.containers[0].tty", MERGE),
        ("spec.template.spec.containers[0].image", None),
        ("spec.template.spec.containers[0].ports[0]", REPLACE),
        ("spec.template.spec.containers[0]", REPLACE),
        ("spec.strategy.rollingUpdate.maxSurge", REMOVE),
        ("spec.replicas", None),
        ("metadata.labels", LABEL),
    ],
)
def test_the_last_patch_of_a_place_is_found(path: str, expected: Patch | None) -> None:
    found = touched(ALL, "Deployment", "cart", path)
    assert (None if found is None else ALL[found]) == expected


def test_patches_of_other_objects_do_not_count() -> None:
    assert touched(ALL, "Deployment", "other", "spec.replicas") == ALL.index(OTHER)
    assert touched(ALL, "Service", "cart", "spec.type") == ALL.index(SERVICE)
    assert touched(ALL, "ConfigMap", "cart", "spec.type") is None
