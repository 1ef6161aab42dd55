"""An independent judge: the API takes every manifest, in the environment's version and the newest, without unknown fields."""

from __future__ import annotations

import kubernetes_validate
import pytest

from kgen.verify import definitions
from kgen.verify.manifest import check
from tests.blueprints.blueprint_cases import CASES, hardened, inputs


@pytest.mark.parametrize("newest", [False, True], ids=["its version", "1.37"])
@pytest.mark.parametrize("case", CASES)
def test_the_api_takes_every_manifest(case: str, newest: bool) -> None:
    version = "1.37" if newest else inputs(case)[1]["environment"].kubernetes
    manifests = hardened(case)
    assert manifests
    for manifest in manifests:
        assert check(manifest, version) == []
        if definitions.builtin(manifest["apiVersion"]):
            kubernetes_validate.validate(manifest, version, strict=True)
