"""Layers: the last one wins, maps merge, a null restores what would be without the layers below, and no layer is changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.layer.merge import merge
from tests.effort import tries

CASES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "scalar": ([{"owner": "a"}, {"owner": "b"}], {"owner": "b"}),
    "map": (
        [{"env": {"A": {"value": "1"}}}, {"env": {"B": {"value": "2"}}}],
        {"env": {"A": {"value": "1"}, "B": {"value": "2"}}},
    ),
    "list": ([{"args": ["a", "b"]}, {"args": ["c"]}], {"args": ["c"]}),
    "list over map": ([{"args": {"a": 1}}, {"args": ["c"]}], {"args": ["c"]}),
    "null takes away": ([{"owner": "a", "env": {"A": {"value": "1"}}}, {"owner": None, "env": {"A": None}}], {"env": {}}),
    "null, then a value": (
        [{"env": {"A": {"value": "1"}}}, {"env": None}, {"env": {"B": {"value": "2"}}}],
        {"env": {"B": {"value": "2"}}},
    ),
    "false is a value": ([{"x": True}, {"x": False}], {"x": False}),
    "replicas, then autoscale": ([{"replicas": 3}, {"autoscale": {"max": 9}}], {"autoscale": {"max": 9}}),
    "autoscale, then replicas": ([{"autoscale": {"max": 9}}, {"replicas": 3}], {"replicas": 3}),
    "replicas, then singleton": ([{"replicas": 3}, {"singleton": True}], {"singleton": True}),
    "singleton, then no singleton": ([{"singleton": True}, {"singleton": False}], {"singleton": False}),
    "more of an autoscaler": (
        [{"autoscale": {"max": 9, "min": 2}}, {"autoscale": {"max": 5}}],
        {"autoscale": {"max": 5, "min": 2}},
    ),
    "autoscale stays beside null": ([{"autoscale": {"max": 9}}, {"replicas": None}], {"autoscale": {"max": 9}}),
    "no layer": ([], {}),
}


@pytest.mark.parametrize(("layers", "merged"), CASES.values(), ids=list(CASES))
def test_merge(layers: list[dict[str, Any]], merged: dict[str, Any]) -> None:
    assert merge(layers) == merged


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
maps = st.dictionaries(
    st.sampled_from("abcd"),
    st.recursive(scalars, lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)),
    max_size=4,
)
layers = st.lists(maps, max_size=4)


def plain(value: Any) -> Any:
    """A value without nulls."""
    return {key: plain(item) for key, item in value.items() if item is not None} if isinstance(value, dict) else value


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(layers)
def test_no_layer_is_changed_or_shared(given_layers: list[dict[str, Any]]) -> None:
    before = deepcopy(given_layers)
    merged = merge(given_layers)
    merged["e"] = 1
    for value in merged.values():
        if isinstance(value, dict):
            value["e"] = 1
    assert given_layers == before


def assert_won(last: dict[str, Any], merged: dict[str, Any]) -> None:
    """Everything that the last layer says holds: its values stand, its nulls are gone."""
    for key, value in last.items():
        if value is None:
            assert key not in merged
        elif isinstance(value, dict):
            assert_won(value, merged[key])
        else:
            assert merged[key] == value


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(layers, maps)
def test_the_last_layer_wins(below: list[dict[str, Any]], last: dict[str, Any]) -> None:
    merged = merge([*below, last])
    assert_won(last, merged)
    assert merge([*below, last, last]) == merged
    assert merge([merged]) == merged
    assert merge([last]) == plain(last)
