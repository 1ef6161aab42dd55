"""What validation accepts the schema accepts, and the shapes it refuses the schema refuses: case by case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kgen.layer.merge import merge
from kgen.load import read
from kgen.model.service import Service
from kgen.project.layers import layer
from kgen.validate.validate import validate
from tests.jsonschema.schema_helpers import CASES, Anywhere, codes, complaint

IMAGE = "registry.acme.dev/shop/cart:2.0.1"


def _cases(verdict: str) -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for name, data in read(file, file.name)[0].data[verdict].items():
            whole = {"name": "cart", "image": IMAGE, **data} if file.stem == "spec" else data
            found.append(pytest.param(file.stem, whole, id=f"{file.stem}: {name}"))
    return found


@pytest.mark.parametrize(("kind", "data"), _cases("accepted"))
def test_both_accept(kind: str, data: Any, tmp_path: Path) -> None:
    assert codes(kind, data, tmp_path) == []
    assert complaint(kind, data) == ""


@pytest.mark.parametrize(("kind", "data"), _cases("refused"))
def test_both_refuse(kind: str, data: Any, tmp_path: Path) -> None:
    assert codes(kind, data, tmp_path)
    assert complaint(kind, data)


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ({"cpu": {"request": "100m"}}, {"cpu": {"limit": 2}}),
        ({"metrics": {"port": "http"}}, {"metrics": {"path": "/figures"}}),
        ({"volumes": {"data": {"path": "/data"}}}, {"volumes": {"data": {"size": "1Gi"}}}),
        ({"exemptions": {"image-digest": {"reason": "none there"}}}, {"exemptions": {"image-digest": {"owner": "me"}}}),
    ],
)
def test_what_layers_say_together_may_be_missing_in_each(below: dict[str, Any], above: dict[str, Any]) -> None:
    spec = {"name": "cart", "image": IMAGE, **above}
    layers = [layer(below, Anywhere()).data, layer(spec, Anywhere(), whole=True).data]
    assert validate(Service, merge(layers), Anywhere(), {})[1] == []
    assert complaint("project", {"defaults": below}) == ""
    assert complaint("spec", spec) == ""
    assert complaint("spec", {"name": "cart", "image": IMAGE, **below, "environments": {"production": above}}) == ""
