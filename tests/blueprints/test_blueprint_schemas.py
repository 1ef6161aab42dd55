"""An independent judge: the API takes every manifest, in the environment's version and the newest, without unknown fields."""

from __future__ import annotations

import kubernetes_validate
import pytest

from tests.blueprints.blueprint_cases import CASES, inputs

CUSTOM = {"HTTPRoute"}
"""Kinds that Kubernetes' own API does not have."""


@pytest.mark.parametrize("newest", [False, True], ids=["its version", "1.37"])
@pytest.mark.parametrize("case", CASES)
def test_the_api_takes_every_manifest(case: str, newest: bool) -> None:
    blueprint, values = inputs(case)
    version = "1.37" if newest else values["environment"].kubernetes
    checked = [manifest for _, manifest in blueprint.expand(values) if manifest["kind"] not in CUSTOM]
    assert checked
    for manifest in checked:
        kubernetes_validate.validate(manifest, version, strict=True)
