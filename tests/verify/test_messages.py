"""What each check says about one changed manifest, word for word: `cases/<module>.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kgen.verify import amounts, manifest, names, relations, schema, versions
from kgen.verify.errors import Manifest, SchemaError

from .corpus import MANIFESTS, cases, changed

CHECKS: dict[str, Callable[[Manifest, str], list[SchemaError]]] = {
    "amounts": lambda manifest, version: amounts.errors(manifest),
    "names": lambda manifest, version: names.errors(manifest),
    "relations": lambda manifest, version: relations.errors(manifest),
    "schema": schema.errors,
    "versions": versions.errors,
}
CASES = [pytest.param(module, case, id=f"{module}: {case['why']}") for module in CHECKS for case in cases(module)]


@pytest.mark.parametrize(("module", "case"), CASES)
def test_case(module: str, case: dict[str, Any]) -> None:
    changes = changed(case["kind"], case.get("set"), case.get("drop"))
    version = case.get("version", "1.33")
    found = CHECKS[module](changes, version)
    assert [error.message for error in found] == case["errors"].splitlines()
    if module != "schema":
        assert schema.errors(changes, version) == [], "the other checks may rely on the schema"
    assert set(found) <= set(manifest.check(changes, version))
    assert all(_leads_to_a_place(changes, error) for error in found)


def _leads_to_a_place(value: Any, error: SchemaError) -> bool:
    """Whether the path leads to a value, or to where a missing one belongs."""
    for step in error.path[:-1]:
        value = value[step]
    return isinstance(value, dict) or (isinstance(value, list) and error.path[-1] in range(len(value)))


@pytest.mark.parametrize("version", schema.versions())
@pytest.mark.parametrize("good", MANIFESTS, ids=lambda manifest: str(manifest["kind"]))
def test_good_manifests_pass(good: Manifest, version: str) -> None:
    assert manifest.check(good, version) == []
