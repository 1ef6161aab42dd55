"""Each file in `cases` has manifests, patches, and what comes of them: manifests, or problems at their places in that file."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from kgen.load import Document, parse
from kgen.model.service import Patch
from kgen.patch import apply

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Document:
    """The case as kgen reads it, so that problems know their places."""
    [document] = parse(request.param.read_text(), request.param.name)
    return document


def test_patch(case: Document) -> None:
    manifests = deepcopy(case.data["manifests"])
    patches = [Patch.model_validate(patch) for patch in case.data["patches"]]
    problems = apply(manifests, patches, case, ("patches",))
    if "problems" in case.data:
        assert "".join(f"{problem}\n" for problem in problems) == case.data["problems"]
        assert manifests == case.data["manifests"], "a patch with a problem changes nothing"
    else:
        assert problems == []
        assert yaml.safe_dump(manifests) == yaml.safe_dump(case.data["expect"])
    assert [patch.model_dump(exclude_unset=True) for patch in patches] == case.data["patches"], "patches are only read"
