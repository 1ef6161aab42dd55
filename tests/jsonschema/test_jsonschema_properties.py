"""What validation accepts the schema accepts, for specs and values put together by chance."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kgen.jsonschema.values import plain
from kgen.load import read
from kgen.model import types
from tests.effort import tries
from tests.jsonschema.schema_helpers import CASES, complaint, refusals

_ACCEPTED: dict[str, dict[str, Any]] = read(CASES / "spec.yaml", "spec.yaml")[0].data["accepted"]

NUMBERS = st.one_of(
    st.sampled_from([0, 1, 7, -1, 80, 65536, 1.5, 0.25, -0.5, True, False, 20270301]),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)
TEXTS = st.one_of(
    st.sampled_from(["", "a", "A", "no", "true", "a.b", "a-b", "a_b", "*.a.b", "/a", "/a/../b", "//", "a/b", "a/b:1", "http"]),
    st.sampled_from(["5", "1.5", "80:8080", "30s", "5m", "1d", "250m", "1Gi", "1e3", "10GB", "100m..200m", "10.0.0.0/8", "::/0"]),
    st.sampled_from(["2027-03-01", "20270301", "tcp", "grpc", "image", "required", "ReadWriteOnce", "a" * 63, "a" * 64]),
    st.text(max_size=8),
    st.text("azA09-._/:*", max_size=20),
)
SCALARS = NUMBERS | TEXTS

VALUES = st.recursive(
    SCALARS | st.none(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["a", "/a", "path", "port", "http", "name"]), inner, max_size=2)
    ),
    max_leaves=4,
)

_PORTS = {"port", "ports"}
"""They exclude each other."""


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """A spec of fields that are right, each alone, for all environments or for one."""
    parts = draw(st.lists(st.sampled_from(sorted(_ACCEPTED)), max_size=6))
    spec: dict[str, Any] = {"name": "cart", "image": "a/b:1"}
    environments: dict[str, Any] = {}
    for part in parts:
        fields = copy.deepcopy(_ACCEPTED[part])
        environments |= fields.pop("environments", {})
        where = draw(st.sampled_from(["", "", "staging", "production"]))
        target = spec if not where else (environments.setdefault(where, {}) or {})
        target |= fields if not (_PORTS & target.keys() and _PORTS & fields.keys()) else {}
    return {**spec, "environments": environments} if environments else spec


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """A spec with one or two changes: a value replaced, a key removed or added."""
    spec = draw(specs())
    changes = draw(st.lists(st.sampled_from(["replace", "replace", "remove", "add", "null"]), min_size=1, max_size=2))
    for change in sorted(changes, key="add".__eq__):  # last, so that no key is added and then made null
        holder, key = draw(st.sampled_from(list(_places(spec))))
        if change == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["prot", "name", "path", "port", "env", "a", "/a"]))] = draw(VALUES)
        elif change == "remove" and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = None if change == "null" and isinstance(holder, dict) else draw(VALUES)
    return spec


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


@given(specs())
@pytest.mark.fuzz
@settings(max_examples=tries(100))
def test_right_fields_are_accepted_in_any_layer(spec: dict[str, Any]) -> None:
    assert refusals(spec) == []
    assert complaint("spec", spec) == ""


@given(changed())
@pytest.mark.fuzz
@settings(max_examples=tries(300))
def test_what_validation_accepts_the_schema_accepts(spec: dict[str, Any]) -> None:
    if not refusals(spec):
        assert complaint("spec", spec) == ""


_TYPES = sorted(name for name, value in vars(types).items() if hasattr(value, "__metadata__"))


@cache
def _judges(name: str) -> tuple[TypeAdapter[Any], jsonschema_rs.Draft7Validator]:
    kind = getattr(types, name)
    return TypeAdapter(kind), jsonschema_rs.Draft7Validator(plain(kind))


def _accepts(name: str, value: Any) -> bool:
    try:
        _judges(name)[0].validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", _TYPES)
@given(value=SCALARS)
@pytest.mark.fuzz
@settings(max_examples=tries(60))
def test_what_a_type_accepts_its_schema_accepts(name: str, value: Any) -> None:
    if _accepts(name, value):
        assert _judges(name)[1].is_valid(value)


_EXACT = ["AbsolutePath", "EnvName", "Host", "LabelKey", "LabelValue", "Name", "ObjectName", "PortName", "ServiceName", "UrlPath"]


@pytest.mark.parametrize("name", _EXACT)
@given(value=TEXTS)
@pytest.mark.fuzz
@settings(max_examples=tries(60))
def test_the_schema_of_a_pattern_accepts_the_same_texts(name: str, value: str) -> None:
    assert _judges(name)[1].is_valid(value) == _accepts(name, value)
