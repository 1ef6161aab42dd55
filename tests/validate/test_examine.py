"""Validation takes what is right of wrong data, and says of the rest what is wrong, once."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.layer.fullform import full_form
from kgen.load import parse
from kgen.model.base import Model
from kgen.model.environment import Environment
from kgen.model.packed import pack, unpack
from kgen.model.project import Project
from kgen.model.service import Service
from kgen.problems import Path
from kgen.validate.finish import finish
from kgen.validate.validate import Validation, examine
from tests.effort import tries


def read(text: str, model: type[Model] = Service, **stand_in: Any) -> Validation:
    [document] = parse(text, "x.yaml")
    return examine(model, full_form(model, document.data, []), document, stand_in)


def test_what_is_wrong_is_left_out() -> None:
    found = read("name: cart\nimage: a:1\nreplicas: many\nenv: {A: [x], B: y}\nargs: [a, {b: c}]\ncolour: red\n")
    assert isinstance(found.model, Service)
    assert found.model.replicas == 3
    assert list(found.model.env) == ["B"]
    assert found.model.args == []
    assert set(found.left_out) == {("replicas",), ("env", "A"), ("args", 1), ("colour",)}
    assert sorted(problem.code for problem in found.problems) == ["unknown-field", "wrong-type", "wrong-type", "wrong-type"]


def test_what_is_missing_because_it_was_left_out_is_not_reported() -> None:
    found = read("name: cart\nimage: [a]\nvolumes: {v: {path: [a], size: 1Gi}}\n", image="a:1")
    assert isinstance(found.model, Service)
    assert found.model.image == "a:1"
    assert found.model.volumes == {}
    assert [(problem.line, problem.code) for problem in found.problems] == [(2, "wrong-type"), (3, "wrong-type")]


def test_without_a_stand_in_there_is_no_model() -> None:
    found = read("name: [a]\nimage: a:1\n")
    assert found.model is None
    assert len(found.problems) == 1


def test_a_misspelt_field_is_not_missing_as_well() -> None:
    assert [problem.message for problem in read("name: a\niamge: a:1\n", image="a:1").problems] == ["unknown field 'iamge'"]
    assert len(read("name: a\ncolour: a:1\n", image="a:1").problems) == 2


def test_more_than_a_hundred_problems() -> None:
    found = read("name: a\nimage: a:1\n" + "".join(f"x{n}: 1\n" for n in range(300)))
    assert found.model is None
    assert len(found.problems) == 101
    assert found.problems[-1].message == "only the first 100 problems of these values are shown"


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["http", "a:1", "/a", "1Gi", "5s"])
)
data = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Service.model_fields, "a", "A", "http", "/a", "value", "path", "port"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


class Anywhere:
    """An origin that knows nothing."""

    name = "x.yaml"

    def has(self, path: Path) -> bool:
        return False

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Any:
        assert message
        assert code.replace("-", "").isalnum()
        assert "pydantic" not in message
        assert "Input should" not in message
        return path, message, code


@pytest.mark.fuzz
@settings(max_examples=tries(200))
@given(st.sampled_from([Service, Environment, Project]), st.dictionaries(st.sampled_from(string.ascii_lowercase), data), data)
def test_any_data_ends_in_a_model_or_in_problems(model: type[Model], extra: dict[str, Any], fields: Any) -> None:
    values = full_form(model, {**extra, **(fields if isinstance(fields, dict) else {})}, [])
    found = examine(model, values, Anywhere(), {"name": "a", "image": "a:1"})
    assert found.model is not None or found.problems
    if not found.left_out:
        assert not found.problems


@pytest.mark.fuzz
@settings(max_examples=tries(100))
@given(
    st.fixed_dictionaries(
        {"name": st.just("a"), "image": st.just("a:1")},
        optional={
            "port": st.integers(1, 65535) | st.just("80:8080"),
            "cpu": st.sampled_from(["0.1", "100m..2", 3]),
            "memory": st.sampled_from(["1Gi", "64Mi..1.5Gi"]),
            "env": st.dictionaries(
                st.sampled_from(["A", "B"]), st.text(st.characters(exclude_characters="\0", codec="utf-8")) | st.integers()
            ),
            "health": st.sampled_from(["/a", "grpc", "tcp"]),
            "autoscale": st.fixed_dictionaries({"max": st.integers(4, 99)}),
            "singleton": st.booleans(),
            "shutdown": st.sampled_from(["1m", 90, {"drain": 0, "grace": "1h"}]),
            "labels": st.dictionaries(st.sampled_from(["a", "acme.dev/b"]), st.sampled_from(["", "x", "1.0"])),
            "params": st.dictionaries(
                st.sampled_from("ab"), st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(-9, 9)
            ),
        },
    )
)
def test_a_packed_service_is_the_same_service(values: dict[str, Any]) -> None:
    if "port" in values:
        values["ports"] = {"http": values.pop("port")}
    service = finish(Service.model_validate(full_form(Service, values, [])))
    assert unpack(pack(service)) == service


@pytest.mark.parametrize("word", ["yes", "NO", "on", "off", "true", "False"])
def test_words_for_true_and_false(word: str) -> None:
    [problem] = read(f"name: a\nimage: a:1\nsingleton: '{word}'\n").problems
    wanted = "true" if word.lower() in ("yes", "on", "true") else "false"
    assert problem.hint == f"write it without quotes: {wanted}"
