"""What holds for any manifest and any patch."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.load import parse
from kgen.model.service import Patch
from kgen.patch import apply
from tests.effort import tries

[ORIGIN] = parse("patches: []\n", "service.yaml")

pytestmark = pytest.mark.fuzz
_settings = settings(max_examples=tries(80))
_scalars = st.one_of(st.text(max_size=3), st.integers(0, 3), st.booleans())
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=6
)
_names = st.sampled_from(["a", "b", "c"])


def _named(name: str, content: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list of maps that merge by a key."""
    items = st.tuples(_names, content).map(lambda pair: {**pair[1], name: pair[0]})
    return st.lists(items, max_size=3, unique_by=lambda item: item[name])


_containers = _named("name", st.fixed_dictionaries({}, optional={"env": _named("name", st.just({})), "args": st.lists(_scalars)}))
_pods = st.fixed_dictionaries(
    {}, optional={"containers": _containers, "nodeSelector": st.dictionaries(_names, _scalars), "tolerations": _values}
)
_manifests = _pods.map(
    lambda pod: {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "cart"}, "spec": {"template": {"spec": pod}}}
)


def patched(manifest: dict[str, Any], *merges: dict[str, Any]) -> dict[str, Any]:
    result = deepcopy(manifest)
    assert apply([result], [Patch(kind="Deployment", merge=merge) for merge in merges], ORIGIN, ("patches",)) == []
    return result


@_settings
@given(_manifests)
def test_a_manifest_merged_with_itself_is_itself(manifest: dict[str, Any]) -> None:
    assert patched(manifest, manifest) == manifest


@_settings
@given(_manifests, _manifests)
def test_merging_twice_changes_nothing_more(manifest: dict[str, Any], merge: dict[str, Any]) -> None:
    once = patched(manifest, merge)
    assert patched(manifest, merge, merge) == once
    assert patched(once, once) == once


@_settings
@given(_manifests, _manifests)
def test_all_that_a_patch_says_is_there(manifest: dict[str, Any], merge: dict[str, Any]) -> None:
    pod = patched(manifest, merge)["spec"]["template"]["spec"]
    wanted = merge["spec"]["template"]["spec"]
    found = {container["name"]: container for container in pod.get("containers", [])}
    for container in wanted.get("containers", []):
        assert found[container["name"]].items() >= {key: value for key, value in container.items() if key == "args"}.items()
    assert pod.get("nodeSelector", {}).items() >= wanted.get("nodeSelector", {}).items()


_paths = st.lists(st.sampled_from(["spec", "template", "containers", "0", "-", "a", "name", "metadata"]), max_size=5).map(
    lambda steps: "".join(f"/{step}" for step in steps)
)
_operations = st.one_of(
    st.fixed_dictionaries({"op": st.sampled_from(["add", "replace", "test"]), "path": _paths, "value": _values}),
    st.fixed_dictionaries({"op": st.sampled_from(["move", "copy"]), "path": _paths, "from": _paths}),
    st.fixed_dictionaries({"op": st.just("remove"), "path": _paths}),
    st.dictionaries(st.sampled_from(["op", "path", "from", "value", "x"]), _values),
)


@_settings
@given(_manifests, st.lists(_operations, max_size=6))
def test_operations_work_or_are_refused_and_keep_the_object(manifest: dict[str, Any], operations: list[dict[str, Any]]) -> None:
    result = deepcopy(manifest)
    problems = apply([result], [Patch(kind="Deployment", operations=operations)], ORIGIN, ("patches",))
    assert len(problems) <= 1
    if problems:
        assert result == manifest
    assert (result["kind"], result["metadata"]["name"]) == ("Deployment", "cart")


_junk_keys = st.sampled_from(["spec", "containers", "name", "$patch", "$deleteFromPrimitiveList/args", "metadata"])
_junk = st.recursive(
    _scalars | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_junk_keys, inner, max_size=3),
    max_leaves=8,
)


@_settings
@given(_manifests, st.dictionaries(st.sampled_from(["spec", "metadata", "$patch", "kind"]), _junk, max_size=3))
def test_merges_work_or_are_refused_and_leave_no_null(manifest: dict[str, Any], merge: dict[str, Any]) -> None:
    manifests = [deepcopy(manifest)]
    problems = apply(manifests, [Patch(kind="Deployment", merge=merge)], ORIGIN, ("patches",))
    if problems:
        assert manifests == [manifest]
    assert "None" not in str(manifests)
    assert "$patch" not in str(manifests)
