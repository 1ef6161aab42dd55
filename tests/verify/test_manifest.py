"""`check` as a whole: what it leaves out, what it survives, and that it changes nothing."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.verify import schema
from kgen.verify.manifest import check
from tests.effort import tries

from .corpus import MANIFESTS, changed
from .mutation import damaged


class Marked(str):
    """Text that is not quite text."""


CONTAINER = "/spec/template/spec/containers/0"


def messages(manifest: dict[str, Any], version: str = "1.33") -> list[str]:
    return [error.message for error in check(manifest, version)]


def test_structure_and_meaning_in_one_call() -> None:
    manifest = changed(
        "Deployment",
        {"/spec/replcas": 3, "/metadata/name": "on", f"{CONTAINER}/image": 5, f"{CONTAINER}/resources/requests/cpu": "600m"},
    )
    cpu = "spec.template.spec.containers[0].resources.{}.cpu"
    assert messages(manifest) == [
        "'spec.template.spec.containers[0].image' must be a string, not an integer",
        "'replcas' is not a field of Deployment.spec; did you mean 'replicas'?",
        "'metadata.name' is 'on', which YAML readers take for a boolean where it is not quoted; choose another name",
        f"'{cpu.format('requests')}' is 600m, which is more than '{cpu.format('limits')}', 500m",
    ]


def test_nothing_follows_from_what_does_not_fit() -> None:
    """The volumes are gone with their mistake, and so are the containers that lack a name; their mounts are not blamed."""
    assert messages(changed("Deployment", {"/metadata/labels/a": 1}, drop=[f"{CONTAINER}/name"])) == [
        "'metadata.labels.a' must be a string, not an integer",
        "'spec.template.spec.containers[0].name' is missing",
    ]


def test_without_a_kind_only_that_is_said() -> None:
    assert messages({"apiVersion": "v1", "metadata": {"name": "A"}}) == ["'kind' is missing"]


def test_the_manifest_is_not_changed() -> None:
    manifest = changed("Deployment", {"/spec/replcas": 3})
    before = deepcopy(manifest)
    check(manifest, "1.33")
    assert manifest == before


def test_values_of_python_that_json_does_not_know() -> None:
    assert messages(changed("ConfigMap", {"/data/day": date(2027, 3, 1)})) == ["'data.day' must be a string, not 2027-03-01"]
    assert messages(changed("HTTPRoute", {"/metadata/labels": {"day": date(2027, 3, 1)}})) == [
        "'metadata.labels.day' must be a string, not 2027-03-01"
    ]
    assert messages(changed("ConfigMap", {"/data/day": Marked("x")})) == [
        "'ConfigMap' is not plain JSON data: Unsupported type: 'Marked'"
    ]


def test_versions() -> None:
    assert schema.versions()[0] == "1.29"
    assert schema.versions() == tuple(sorted(schema.versions()))
    with pytest.raises(ValueError) as caught:
        check(MANIFESTS[0], "1.28")
    assert str(caught.value) == f"'1.28' is not a Kubernetes version that kgen knows; it knows 1.29 to {schema.versions()[-1]}"


@pytest.mark.parametrize("broken", [{}, {"kind": 5}, {"apiVersion": ["v1"], "kind": "Pod"}])
def test_an_unknown_version_is_refused_for_any_manifest(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        check(broken, "1.28")


def test_known() -> None:
    unknown = [manifest["kind"] for manifest in MANIFESTS if not schema.known(manifest, "1.33")]
    assert unknown == ["Cart"]
    assert not schema.known({"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRuote"}, "1.33")
    assert schema.known({"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"}, "1.33")
    with pytest.raises(ValueError):
        schema.known(MANIFESTS[0], "1.28")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "spec", "a"]), inner, max_size=2),
    max_leaves=4,
)


@given(st.integers(0, 10**6), JSON, st.sampled_from(schema.versions()))
@pytest.mark.fuzz
@settings(max_examples=tries(100))
def test_nothing_can_break_it(seed: int, junk: Any, version: str) -> None:
    """Any manifest with one damage, and anything at all in place of any of its fields, gets an answer, and the same one twice."""
    kinds = tuple(manifest["kind"] for manifest in MANIFESTS)
    (manifest,) = damaged(kinds, 1, seed)
    assert check(manifest, version) == check(manifest, version)
    for field in list(manifest):
        check({**manifest, field: junk}, version)
        if isinstance(manifest[field], dict):
            for inner in list(manifest[field]):
                check({**manifest, field: {**manifest[field], inner: junk}}, version)
