"""kubernetes-validate, an independent judge, says yes and no to the same manifests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import kubernetes_validate
import pytest
from kubernetes_validate import utils

from kgen.verify import definitions, schema

from .corpus import MANIFESTS
from .mutation import damaged

KINDS = tuple(manifest["kind"] for manifest in MANIFESTS if definitions.builtin(manifest["apiVersion"]))


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The strict verdict; the judge reads its files once instead of once for each manifest."""
    monkeypatch.setattr(utils, "schema_contents", cache(utils.schema_contents))

    def verdict(manifest: dict[str, Any], version: str) -> bool:
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except kubernetes_validate.ValidationError:
            return False
        return True

    yield verdict


@pytest.mark.parametrize("version", schema.versions())
def test_good_manifests_are_good_for_both(version: str, judge: Any) -> None:
    for manifest in MANIFESTS:
        assert schema.errors(manifest, version) == []
        assert manifest["kind"] not in KINDS or judge(manifest, version)


@pytest.mark.parametrize("version", ["1.29", "1.33", "1.37"])
def test_damaged_manifests_get_the_same_verdict(version: str, judge: Any) -> None:
    verdicts = []
    for manifest in damaged(KINDS, 800, seed=int(version[2:])):
        errors = schema.errors(manifest, version)
        assert (not errors) == judge(manifest, version), (manifest, errors)
        verdicts.append(not errors)
    assert min(verdicts.count(True), verdicts.count(False)) > 20


def test_every_refusal_is_explained() -> None:
    for manifest in damaged(KINDS, 500, seed=1):
        assert not any("not plain JSON" in error.message for error in schema.errors(manifest, "1.33")), manifest
