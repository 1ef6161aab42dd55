"""Patches come from strangers too: what they make is bounded, whatever they say."""

from __future__ import annotations

from typing import Any

from kgen.load import parse
from kgen.model.service import Patch
from kgen.patch import apply

[ORIGIN] = parse("patches: []\n", "service.yaml")


def problems(*patches: dict[str, Any], manifest: dict[str, Any] | None = None) -> list[str]:
    base = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "cart"}, **(manifest or {})}
    found = apply([base], [Patch(kind="Deployment", **patch) for patch in patches], ORIGIN, ("patches",))
    return [f"{problem.message} [{problem.code}]" for problem in found]


TOO_LARGE = ["the patched manifest is larger than a megabyte; the API server takes none as large [patch-size]"]
TOO_DEEP = ["the patched manifest has more than 100 levels [patch-size]"]


def copies(source: str, target: str, count: int) -> dict[str, Any]:
    return {"operations": [{"op": "copy", "from": source, "path": target.format(n)} for n in range(count)]}


def test_copies_that_double_the_manifest() -> None:
    assert problems(copies("/spec", "/spec/x{}", 150), manifest={"spec": {"a": "b"}}) == TOO_LARGE


def test_copies_into_their_own_depth() -> None:
    deeper = [{"op": "copy", "from": "/spec", "path": "/spec" + "/x" * n} for n in range(1, 6)]
    assert problems({"operations": deeper}, manifest={"spec": {}}) == []
    deeper = [{"op": "copy", "from": "/spec", "path": "/spec" + "/x" * n} for n in range(1, 120)]
    assert problems({"operations": deeper}, manifest={"spec": {}}) == TOO_DEEP


def test_copies_that_are_taken_out_again() -> None:
    pair = [{"op": "copy", "from": "/spec", "path": "/copy"}, {"op": "remove", "path": "/copy"}]
    assert problems({"operations": pair * 100}, manifest={"spec": {"text": "x" * 100_000}}) == TOO_LARGE


def test_moves_do_not_count() -> None:
    pair = [{"op": "move", "from": "/spec", "path": "/other"}, {"op": "move", "from": "/other", "path": "/spec"}]
    assert problems({"operations": pair * 100}, manifest={"spec": {"text": "x" * 100_000}}) == []


def test_a_large_merge() -> None:
    assert problems({"merge": {"spec": {"a": "x" * (1 << 20)}}}) == TOO_LARGE


def test_a_deep_merge() -> None:
    merge: dict[str, Any] = {}
    for _ in range(101):
        merge = {"a": merge}
    assert problems({"merge": merge}) == TOO_DEEP


def test_many_operations() -> None:
    test = {"op": "test", "path": "/kind", "value": "Deployment"}
    assert problems({"operations": [test] * 200}) == []
    assert problems({"operations": [test] * 201}) == ["a patch has at most 200 operations; this one has 201 [patch-size]"]


def test_many_patches() -> None:
    assert problems(*[{"merge": {}}] * 200) == []
    assert problems(*[{"merge": {}}] * 201) == ["a spec has at most 200 patches; this one has 201 [patch-size]"]


def test_lists_that_would_be_compared_for_hours() -> None:
    containers = [{"name": str(n)} for n in range(5000)]
    pod = {"spec": {"template": {"spec": {"containers": containers}}}}
    assert problems({"merge": pod}) == ["'containers' has too many items to merge [patch-size]"]
    metadata = {"metadata": {"finalizers": [str(n) for n in range(5000)]}}
    assert problems({"merge": metadata}) == ["'finalizers' has too many items to merge [patch-size]"]


def test_keys_that_are_no_text() -> None:
    message = "'8080' is a key, and keys are text; put it in quotes [patch-key]"
    assert problems({"merge": {"metadata": {"annotations": {8080: "x"}}}}) == [message]
    add = {"op": "add", "path": "/metadata/annotations", "value": {8080: "x"}}
    assert problems({"operations": [add]}) == [message]


def test_what_is_left_out_of_a_problem_stays_out() -> None:
    """A manifest that two patches are for is as the right one leaves it."""
    manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    patches = [
        Patch(kind="ConfigMap", operations=[{"op": "add", "path": "/data", "value": {}}, {"op": "remove", "path": "/x"}]),
        Patch(kind="ConfigMap", merge={"data": {"a": "b"}}),
    ]
    assert len(apply([manifest], patches, ORIGIN, ("patches",))) == 1
    assert manifest == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": "b"}}
