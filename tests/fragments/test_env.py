"""Environment variables: literals stay literal, addresses and facts of the pod come in, nothing is set twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.fragments.env import env
from kgen.fragments.literal import escaped, literal
from kgen.link.graph import ResolvedCall
from tests.fragments.fragment_values import service

CART = ResolvedCall(name="cart", env="CART_ADDR", address="cart:8080")


def variables(**written: Any) -> list[dict[str, Any]] | None:
    declared = service(**written)
    return env(declared.env, [CART, ResolvedCall(name="mail")], declared.secrets)


def test_variables_come_by_name_whatever_they_are_made_from() -> None:
    assert variables(
        env={"Z": 1, "NODE": {"pod": "node"}, "MEM": {"pod": "memory"}, "EMPTY": ""},
        secrets={"db": {"env": {"DB_USER": "user"}}},
    ) == [
        {"name": "CART_ADDR", "value": "cart:8080"},
        {"name": "DB_USER", "valueFrom": {"secretKeyRef": {"key": "user", "name": "db"}}},
        {"name": "EMPTY", "value": ""},
        {"name": "MEM", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory"}}},
        {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
        {"name": "Z", "value": "1"},
    ]


def test_no_variables_are_none() -> None:
    assert env({}) is None


def test_a_variable_is_set_once() -> None:
    again = "and a second time elsewhere; give one of them another name"
    with pytest.raises(ValueError, match=rf"^the variable 'CART_ADDR' is set by the call 'cart' {again}$"):
        variables(env={"CART_ADDR": "x"})
    with pytest.raises(ValueError, match=rf"^the variable 'CART_ADDR' is set by the secret 'db' {again}$"):
        variables(secrets={"db": {"env": {"CART_ADDR": "x"}}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$HOME", "$HOME"),
        ("$(HOME)", "$$(HOME)"),
        ("5$", "5$"),
        ("$$", "$$$$"),
        ("a$$(b)", "a$$$$(b)"),
        ("$$$", "$$$$$$"),
        ("$(", "$$("),
    ],
)
def test_dollars_are_escaped_where_kubernetes_would_expand_them(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_no_words_leave_the_image_its_own() -> None:
    assert literal([]) is None
    assert literal(["a", "$(b)"]) == ["a", "$$(b)"]


def expanded(text: str) -> str:
    """What Kubernetes makes of a text: `$$` is a dollar, `$(NAME)` a variable, every other dollar itself."""
    return re.sub(r"\$(\$|\(([^)]*)\))?", lambda m: "$" if m[1] == "$" else "EXPANDED" if m[1] else "$", text)


@settings(derandomize=True, max_examples=500)
@given(st.text(alphabet="$()ab"))
def test_every_text_arrives_as_it_was_written(text: str) -> None:
    assert expanded(escaped(text)) == text
