"""Whatever an expression says: it ends in a value or in problems, and calls nothing but fragments."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kgen.expand.slots import Slot
from kgen.problems import Problems
from tests.effort import tries
from tests.expand.helpers import Service, template

WORDS = [
    *("service", "params", "pair", "fails", "self", "loop", "range", "cycler", "x", "x_y", "__class__", "_x", "class", "é"),
    *("name", "labels", "replicas", "owner", "args", "secrets", "model_dump", "copy", "mro", "upper", "format"),
    *("and", "or", "not", "if", "else", "in", "is", "defined", "none", "true", "default", "length", "upper", "map", "attr"),
    *("'a'", '"b"', "'{0.__class__}'", "'\\x00'", "'\\d'", "1", "0x10", "1e5", "9" * 40, "1_0", "''"),
    *(" ", ".", ",", "(", ")", "[", "]", "{", "}", ":", "|", "~", "+", "-", "*", "**", "/", "//", "%", "==", "<", "=", "!", "@"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "\\", "\n", "\u202e", "\ud7ff", "for", "import", "lambda", "set"),
]

expressions = st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.lists(st.sampled_from(WORDS), max_size=14).map(
    " ".join
)


TRAPPED: list[str] = []


class Trap(BaseModel):
    """A model whose methods tell that they were called."""

    name: str = "x"

    def copy(self, **_: Any) -> Any:
        TRAPPED.append("called")

    model_dump = __call__ = upper = mro = map = copy


NEVER = frozenset({"eval", "open", "format", "format_map", "input", "getrefcount", "system", "print"})


def outcome(scalar: str) -> Any:
    """What a template with this scalar becomes; fails if a method of a value or a dangerous function is called for that."""
    compiled = template(f"x: {json.dumps(scalar)}")
    values = {"service": Service(), "params": {"a": [1, {"b": None}], "labels": Trap()}}
    called: list[str] = []

    def profile(_frame: Any, event: str, function: Any) -> None:
        if event == "c_call":
            called.append(getattr(function, "__name__", ""))

    sys.setprofile(profile)
    try:
        return compiled.expand(values)
    finally:
        sys.setprofile(None)
        assert not NEVER & set(called)
        assert not TRAPPED


@pytest.mark.fuzz
@settings(max_examples=tries(300))
@given(expressions)
def test_random_expressions(code: str) -> None:
    for scalar in (f"{{{{ {code} }}}}", f"a{{{{{code}}}}}b{code}"):
        try:
            (manifest,) = outcome(scalar)
        except Problems as problems:
            assert all(problem.file == "blueprints/web/thing.yaml" and problem.line for problem in problems.problems)
            assert str(problems).isprintable() or "\n" in str(problems)
        else:
            json.dumps(manifest, allow_nan=False)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_random_texts(code: str) -> None:
    with suppress(Problems):
        outcome("{{" + code + "}}")


scalars = st.sampled_from(
    ["a", 1, True, {}, [], "{{ service.owner }}", "{{ service.name }}", "{{ service.labels }}", "x-{{ service.name }}"]
)
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
)


def same_shape(manifest: Any, traced: Any) -> bool:
    if isinstance(traced, Slot):
        return True
    if type(manifest) is not type(traced) or len(manifest) != len(traced):
        return False
    if isinstance(manifest, dict):
        return all(key in traced and same_shape(value, traced[key]) for key, value in manifest.items())
    return all(map(same_shape, manifest, traced))


def dropped(data: Any) -> Any:
    """What the documentation says of null, written as plainly as can be; ... stands for what goes."""
    if data == "{{ service.owner }}":
        return ...
    if isinstance(data, dict) and data:
        return {key: value for key, item in data.items() if (value := dropped(item)) is not ...} or ...
    if isinstance(data, list) and data:
        return [value for item in data if (value := dropped(item)) is not ...] or ...
    texts = {"{{ service.name }}": "checkout", "x-{{ service.name }}": "x-checkout", "{{ service.labels }}": {"team": "shop"}}
    return texts.get(data, data) if isinstance(data, str) else data


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), trees, max_size=4))
def test_random_templates(tree: dict[str, Any]) -> None:
    compiled = template("".join(f"{key}: {json.dumps(value)}\n" for key, value in tree.items()))
    values = {"service": Service(), "params": {}}
    (manifest,), (traced,) = compiled.expand(values), compiled.trace(values)
    assert same_shape(manifest, traced)
    expected = dropped(tree) if tree else {}
    assert manifest == {"apiVersion": "v1", "kind": "Thing", **({} if expected is ... else expected)}
