"""What a template becomes: types, dropping, ownership, directives."""

from __future__ import annotations

from collections import OrderedDict
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from kgen.expand.expressions import Names
from kgen.expand.program import Programs
from kgen.expand.template import compile_template
from kgen.load import parse
from tests.expand.helpers import NAMES, Autoscale, Service, cases, expand, said, template


def one(text: str, **values: Any) -> dict[str, Any]:
    (manifest,) = expand(text, **values)
    return manifest


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ('"{{ service.replicas }}"', 3),
        ('"{{ service.share }}"', 0.5),
        ('"{{ service.on }}"', True),
        ('"{{ service.labels }}"', {"team": "shop"}),
        ('"{{ service.args }}"', ["-v", "--fast"]),
        ('"{{ service.tags }}"', ["a", "b"]),
        ('"{{ service.args[0] }}"', "-v"),
        ('"{{ service.args[-1] }}"', "--fast"),
        ('"{{ service.labels.team }}"', "shop"),
        ("\"{{ service['name'] }}\"", "checkout"),
        ("\"{{ service.labels['team'] }}\"", "shop"),
        ('"{{ service.secrets.db.path }}"', "/db"),
        ('"a-{{ service.name }}"', "a-checkout"),
        ('"{{ service.name }}:{{ service.replicas }}/"', "checkout:3/"),
        ('" {{ service.replicas }}"', " 3"),
        ("|\n  {{ service.replicas }}\n", "3\n"),
        ("'{{ service.name ~ \"-\" ~ 8080 }}'", "checkout-8080"),
        ('"{{ service.replicas + 1 }}"', 4),
        ('"{{ service.replicas - 5 }}"', -2),
        ('"{{ -service.replicas }}"', -3),
        ('"{{ service.args + [1] }}"', ["-v", "--fast", 1]),
        ("\"{{ service.name + '-x' }}\"", "checkout-x"),
        ('"{{ 1 if service.on else 2 }}"', 1),
        ('"{{ service.replicas > 2 and service.on }}"', True),
        ('"{{ not service.autoscale }}"', True),
        ('"{{ 1 < service.replicas <= 3 }}"', True),
        ("\"{{ 'team' in service.labels }}\"", True),
        ("\"{{ 'v' not in service.args }}\"", True),
        ("\"{{ service.nope|default('x') }}\"", "x"),
        ("\"{{ service.nope.deeper|default('x') }}\"", "x"),
        ("\"{{ service.owner|default('x', true) }}\"", "x"),
        ('"{{ service.args|length }}"', 2),
        ('"{{ service.nope is defined }}"', False),
        ('"{{ service.owner is none }}"', True),
        ('"{{ pair(service.name, b=1) }}"', ["checkout", 1]),
        ('"{{ pair(service.secrets.db.path) }}"', ["/db", None]),
        ("\"{{ {'a': [1, (2, 3)], 'b': {}} }}\"", {"a": [1, [2, 3]], "b": {}}),
        ("\"{{ '{{ x }}' }}\"", "{{ x }}"),
        ("\"{{ '}}' }}\"", "}}"),
        ('"${#array[@]} }} %}"', "${#array[@]} }} %}"),
        ("{}", {}),
        ("[]", []),
        ("1.5", 1.5),
    ],
)
def test_value(scalar: str, value: object) -> None:
    found = one(f"x: {scalar}")["x"]
    assert found == value
    assert type(found) is type(value)


def test_fields_are_declared_ones() -> None:
    assert "'service.computed' is undefined" in said('x: "{{ service.computed }}"')
    assert "'service.model_fields' is undefined" in said('x: "{{ service.model_fields }}"')
    assert "'service.name.upper' is undefined" in said('x: "{{ service.name.upper }}"')
    assert "'service.labels.items' is undefined" in said('x: "{{ service.labels.items }}"')


def test_fields_of_named_tuples() -> None:
    class Call(NamedTuple):
        port: int

        def method(self) -> int:
            return 1

    assert one('x: "{{ params.call.port }}"', params={"call": Call(80)}) == {"x": 80}
    for name in ("method", "index", "count"):
        assert f"'params.call.{name}' is undefined" in said(f'x: "{{{{ params.call.{name} }}}}"', params={"call": Call(80)})


def test_data_is_never_structure_or_code() -> None:
    nasty = "{{ service.name }}\n- a: b\n{% for %} \"'"
    assert one('x: "{{ params.t }}"\ny: "<{{ params.t }}>"', params={"t": nasty}) == {"x": nasty, "y": f"<{nasty}>"}


def test_null_drops_its_key_and_what_that_leaves_empty() -> None:
    text = """
a: "{{ service.owner }}"
b: {c: "{{ service.owner }}", d: {e: "{{ service.owner }}"}}
f: {g: "{{ service.owner }}", kept: {}}
h: ["{{ service.owner }}", x, "{{ service.owner }}", {i: "{{ service.owner }}"}]
j: [["{{ service.owner }}"]]
k: {l: [{m: "{{ service.owner }}", n: 1}]}
o: "{{ 'x' if service.owner }}"
"""
    assert one(text) == {"f": {"kept": {}}, "h": ["x"], "k": {"l": [{"n": 1}]}}


def test_empty_values_are_kept() -> None:
    assert one('a: "{{ params.m }}"\nb: ["{{ params.l }}"]', params={"m": {}, "l": []}) == {"a": {}, "b": [[]]}


def test_nothing_is_shared_with_the_spec_or_between_places() -> None:
    labels = {"nested": {"a": ["b"]}}
    manifest = one('x: "{{ params.l }}"\ny: "{{ params.l }}"\nz: "{{ pair(params.l, params.l) }}"', params={"l": labels})
    assert manifest == {"x": labels, "y": labels, "z": [labels, labels]}
    for copy in (manifest["x"], manifest["y"], *manifest["z"]):
        copy["nested"]["a"].append("changed")
    assert labels == {"nested": {"a": ["b"]}}
    assert manifest["x"] == manifest["z"][1] == {"nested": {"a": ["b", "changed"]}}


def test_two_expansions_share_nothing() -> None:
    compiled = template('x: {a: {b: [1]}, c: "{{ service.labels }}"}')
    values = {"service": Service(), "params": {}}
    first, second = compiled.expand(values)[0], compiled.expand(values)[0]
    first["x"]["a"]["b"].append(2)
    first["x"]["c"]["more"] = "x"
    assert second["x"] == {"a": {"b": [1]}, "c": {"team": "shop"}}


def test_mappings_of_other_types_become_maps() -> None:
    values = {"p": MappingProxyType({"a": (1, 2)}), "o": OrderedDict(b=1)}
    manifest = one('x: "{{ params.p }}"\ny: "{{ params.o }}"', params=values)
    assert manifest == {"x": {"a": [1, 2]}, "y": {"b": 1}}
    assert type(manifest["y"]) is dict


def test_a_deep_and_wide_template() -> None:
    deep = "{a: " * 60 + '"{{ service.owner }}"' + "}" * 60
    assert one(f"x: {deep}\ny: 1") == {"y": 1}


def test_when() -> None:
    compiled = template('$when: service.autoscale\nx: "{{ service.autoscale.min }}"')
    without, with_it = {"service": Service(), "params": {}}, {"service": Service(autoscale=Autoscale()), "params": {}}
    assert not compiled.when(without)
    assert compiled.expand(without) == []
    assert compiled.when(with_it)
    assert compiled.expand(with_it) == [{"apiVersion": "v1", "kind": "Thing", "x": 1}]


def test_a_template_whose_condition_does_not_hold_is_not_compiled() -> None:
    compiled = template('$when: service.autoscale\nx: "{{ nonsense * }}"')
    assert compiled.expand({"service": Service(), "params": {}}) == []
    assert "body" not in vars(compiled)


@pytest.mark.parametrize(("condition", "count"), [("true", 1), ("false", 0)])
def test_constant_conditions(condition: str, count: int) -> None:
    assert len(expand(f"$when: {condition}")) == count


@pytest.mark.parametrize(
    ("loop", "values"),
    [
        ("s in service.secrets", ["/db", "/key"]),
        ("s in service.tags", ["a", "b"]),
        ("s in service.owner", []),
        ("s in []", []),
        ("s in params.maps", ["one", "given"]),
    ],
)
def test_for(loop: str, values: list[str]) -> None:
    text = f'$for: {loop}\nx: "{{{{ s.path|default(s.name)|default(s) }}}}"'
    maps = {"one": {"n": 1}, "two": {"name": "given"}}
    assert [manifest["x"] for manifest in expand(text, params={"maps": maps})] == values


def test_a_condition_may_ask_about_each_item() -> None:
    text = "$for: s in service.secrets\n$when: s.name == 'key'\nx: \"{{ s.name }}\""
    assert expand(text) == [{"x": "key"}]
    assert template(text).when({"service": Service(), "params": {}})


@pytest.mark.parametrize(("text", "expected"), cases("directives"))
def test_directives_that_cannot_be(text: str, expected: str) -> None:
    assert said(text) == expected


def test_templates_share_what_they_compute_but_no_manifest() -> None:
    asked: list[str] = []

    def named(name: str) -> dict[str, str]:
        asked.append(name)
        return {"name": name}

    names = Names(NAMES, {"named": named}, {}, Programs())
    text = "apiVersion: v1\nkind: Thing\nx: '{{ named(service.name) }}'\n"
    first, second = (compile_template(parse(text, "thing.yaml")[0], names) for _ in range(2))
    frame = first.frame({"service": Service(), "params": {}})
    [mine], [other] = first.build(frame), second.build(frame)
    mine["x"]["name"] = "changed"
    assert other["x"] == {"name": "checkout"}
    assert asked == ["checkout"]
