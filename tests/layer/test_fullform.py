"""Shorthand becomes its full form, once and for all; what is no shorthand stays for validation to speak of."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.layer.fullform import Stray, full_form
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from tests.effort import tries

FORMS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"cpu": "250m"}, {"cpu": {"request": "250m", "limit": "250m"}}),
    ({"cpu": "100m..200m"}, {"cpu": {"request": "100m", "limit": "200m"}}),
    ({"cpu": 2}, {"cpu": {"request": "2", "limit": "2"}}),
    ({"ports": {"http": 8080}}, {"ports": {"http": {"name": "http", "port": 8080}}}),
    ({"ports": {"http": "80:8080"}}, {"ports": {"http": {"name": "http", "published": 80, "port": 8080}}}),
    ({"env": {"A": "x", "B": 1}}, {"env": {"A": {"name": "A", "value": "x"}, "B": {"name": "B", "value": 1}}}),
    ({"calls": ["cart"]}, {"calls": {"cart": {"name": "cart"}}}),
    ({"calls": {"cart": "CART_ADDRESS"}}, {"calls": {"cart": {"name": "cart", "env": "CART_ADDRESS"}}}),
    ({"health": "/healthz"}, {"health": {"path": "/healthz"}}),
    ({"health": "grpc"}, {"health": {"grpc": True}}),
    ({"health": "tcp"}, {"health": {"live": {}, "ready": {}}}),
    ({"health": {"live": "/live", "ready": ["ok"]}}, {"health": {"live": {"path": "/live"}, "ready": {"command": ["ok"]}}}),
    ({"secrets": {"db": "/run/db"}}, {"secrets": {"db": {"name": "db", "path": "/run/db"}}}),
    ({"scratch": ["/a"]}, {"scratch": {"/a": {"name": "/a"}}}),
    ({"scratch": {"/a": "1Gi"}}, {"scratch": {"/a": {"name": "/a", "size": "1Gi"}}}),
    ({"shutdown": "5s"}, {"shutdown": {"grace": "5s"}}),
    ({"user": "image"}, {"user": {"image": True}}),
    ({"user": 1000}, {"user": {"id": 1000}}),
    ({"expose": "a.dev"}, {"expose": {"host": "a.dev"}}),
    ({"metrics": "http"}, {"metrics": {"port": "http"}}),
    ({"peers": ["gossip"]}, {"peers": {"ports": ["gossip"]}}),
    ({"permissions": {"pods": ["get"]}}, {"permissions": {"pods": {"name": "pods", "verbs": ["get"]}}}),
    ({"sidecars": {"p": {"env": {"A": "x"}}}}, {"sidecars": {"p": {"name": "p", "env": {"A": {"name": "A", "value": "x"}}}}}),
    ({"patches": [{"kind": "Service"}]}, {"patches": [{"kind": "Service"}]}),
    ({"cpu": None, "env": {"A": None}}, {"cpu": None, "env": {"A": None}}),
    ({"cpu": [1], "ports": [1], "colour": {"red": 1}}, {"cpu": [1], "ports": [1], "colour": {"red": 1}}),
]


@pytest.mark.parametrize(("short", "full"), FORMS)
def test_full_form(short: dict[str, Any], full: dict[str, Any]) -> None:
    stray: Stray = []
    assert full_form(Service, short, stray) == full
    assert stray == []


def test_a_name_that_was_written_beside_its_key() -> None:
    stray: Stray = []
    full_form(Service, {"env": {"A": {"name": "B", "value": "x"}}, "sidecars": {"p": {"ports": {"h": {"name": "h"}}}}}, stray)
    assert stray == [("env", "A", "name"), ("sidecars", "p", "ports", "h", "name")]


FIELDS = {*Service.model_fields, *Environment.model_fields, *Project.model_fields}
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["80:8080", "a..b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | st.sampled_from(sorted(FIELDS)), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.fuzz
@settings(max_examples=tries(150))
@given(st.sampled_from([Service, Environment, Project]), st.dictionaries(st.sampled_from(sorted(FIELDS)), values, max_size=6))
def test_any_data(model: type[Service | Environment | Project], data: dict[str, Any]) -> None:
    """The full form of a full form is the same, and the data it was made from stay."""
    before = deepcopy(data)
    full = full_form(model, data, [])
    assert data == before
    assert full_form(model, full, []) == full
    assert set(full) == set(data)
