"""Partials: parts that several templates of a blueprint insert by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kgen.expand.blueprint import Blueprint, find
from kgen.expand.slots import Slot
from kgen.problems import Problems
from tests.expand.conftest import Write
from tests.expand.helpers import Autoscale, Service, cases

HEAD = "apiVersion: v1\nkind: Thing\n"


@pytest.fixture
def web(builtin: Write, local: Write, project: Path) -> Any:
    def make(**files: str) -> Blueprint:
        named = {f"web/{name}.yaml": text if name.startswith("_") else HEAD + text for name, text in files.items()}
        local({"web/blueprint.yaml": "description: x\n", **named})
        return find("web", project)

    return make


def values(**changes: Any) -> dict[str, Any]:
    service = Service(**changes)
    return {"service": service, "environment": {}, "params": {}, "calls": [], "callers": []}


def manifests(blueprint: Blueprint, **changes: Any) -> list[dict[str, Any]]:
    found = [manifest for _, manifest in blueprint.expand(values(**changes))]
    return [{key: value for key, value in manifest.items() if key not in {"apiVersion", "kind"}} for manifest in found]


def said(blueprint: Blueprint) -> str:
    with pytest.raises(Problems) as caught:
        blueprint.expand(values())
    return str(caught.value)


def test_a_partial_is_built_anew_for_each_use(web: Any) -> None:
    blueprint = web(_pod='labels: {name: "{{ service.name }}"}\n', a='x: "{{ pod }}"\ny: "{{ pod }}"', b='x: ["{{ pod }}"]')
    a, b = manifests(blueprint)
    pod = {"labels": {"name": "checkout"}}
    assert (a, b) == ({"x": pod, "y": pod}, {"x": [pod]})
    a["x"]["labels"]["changed"] = "yes"
    assert (a["y"], b["x"]) == (pod, [pod])


def test_partials_in_partials_and_expressions(web: Any) -> None:
    blueprint = web(
        _meta='name: "{{ service.name }}"\n',
        _pod='metadata: "{{ meta }}"\nspec: {containers: "{{ containers }}"}\n',
        _containers='- name: "{{ meta.name }}"\n',
        a="""
x: "{{ pod if service.on else none }}"
y: "{{ [meta, {'m': meta}] }}"
z: "{{ meta.name }}-{{ containers|length }}"
""",
    )
    meta = {"name": "checkout"}
    assert manifests(blueprint) == [
        {"x": {"metadata": meta, "spec": {"containers": [meta]}}, "y": [meta, {"m": meta}], "z": "checkout-1"}
    ]


def test_a_partial_sees_the_loop_of_the_template_that_inserts_it(web: Any) -> None:
    blueprint = web(_mount='path: "{{ s.path }}"\n', a='$for: s in service.secrets\nx: "{{ mount }}"')
    assert manifests(blueprint) == [{"x": {"path": "/db"}}, {"x": {"path": "/key"}}]


def test_a_loop_variable_is_undefined_elsewhere(web: Any) -> None:
    blueprint = web(_mount='path: "{{ s.path }}"\n', a="$for: s in service.secrets\nx: 1", b='x: "{{ mount }}"')
    assert said(blueprint) == (
        "blueprints/web/_mount.yaml:1:11: 's' is undefined [expression]\n  1 | path: \"{{ s.path }}\"\n    |           ^"
    )


def test_directives_in_partials(web: Any) -> None:
    blueprint = web(
        _scale='$when: service.autoscale\nmin: "{{ service.autoscale.min }}"\n',
        _secrets='$for: s in service.secrets\n$when: s.name != "key"\nname: "{{ s.name }}"\n',
        _empty='only: "{{ service.owner }}"\n',
        a='x: "{{ scale }}"\ny: "{{ secrets }}"\nz: {gone: "{{ empty }}"}',
    )
    assert manifests(blueprint) == [{"y": [{"name": "db"}]}]
    assert manifests(blueprint, autoscale=Autoscale(), secrets={}) == [{"x": {"min": 1}}]


def test_an_unused_partial_is_not_compiled(web: Any) -> None:
    blueprint = web(_bad='x: "{{ 1 * 1 }}"\n', a='x: "{{ bad if false else 1 }}"')
    assert manifests(blueprint) == [{"x": 1}]
    with pytest.raises(Problems, match="not allowed"):
        blueprint.check()


def test_problems_of_partials_and_of_the_template_are_told_together(web: Any) -> None:
    blueprint = web(_pod='n: "{{ service.nam }}"\nm: "{{ service.nope }}"\n', a='x: "{{ pod }}"\ny: "{{ service.nix }}"')
    assert [line for line in said(blueprint).split("\n") if "web/" in line] == [
        "blueprints/web/_pod.yaml:1:8: 'service.nam' is undefined [expression]",
        "blueprints/web/_pod.yaml:2:8: 'service.nope' is undefined [expression]",
        "blueprints/web/a.yaml:4:8: 'service.nix' is undefined [expression]",
    ]


def test_partials_in_a_circle(web: Any) -> None:
    blueprint = web(_one='x: "{{ two }}"\n', _two='y: "{{ one }}"\n', a='x: "{{ one }}"')
    assert said(blueprint) == (
        "blueprints/web/_two.yaml:1:8: 'one' cannot be used here: partials insert each other in a circle: one → two → one "
        "[expression]\n"
        '  1 | y: "{{ one }}"\n'
        "    |        ^^^"
    )


def test_partials_too_deep(web: Any) -> None:
    chain = {f"_p{n}": f'x: "{{{{ p{n + 1} }}}}"\n' for n in range(17)}
    assert "'p16' cannot be used here: partials are inserted at most 16 levels deep" in said(
        web(**chain, _p17="x: 1\n", a='x: "{{ p0 }}"')
    )


def test_partials_that_double_at_every_level_end(web: Any) -> None:
    chain = {f"_p{n}": f'x: "{{{{ [p{n + 1}, p{n + 1}] }}}}"\n' for n in range(15)}
    big = "x: [" + "a, " * 400 + "b]\n"
    assert said(web(**chain, _p15=big, a='x: "{{ p0 }}"')) == (
        "blueprints/web/a.yaml:1:1: this template builds more than a manifest can hold (over 4,000,000 characters) [too-large]\n"
        "  1 | apiVersion: v1\n"
        "    | ^"
    )


@pytest.mark.parametrize(("expression", "expected"), cases("partials"))
def test_partials_that_cannot_be_used_so(web: Any, expression: str, expected: str) -> None:
    assert said(web(_pod="labels: {}\n", a=f'x: "{{{{ {expression} }}}}"')) == expected


def test_trace_leads_into_partials(web: Any) -> None:
    blueprint = web(
        _pod='labels: {name: "{{ service.name }}", gone: "{{ service.owner }}"}\n',
        a='x: "{{ pod }}"\nl: [1, "{{ service.args }}"]',
    )
    (traced,) = blueprint.templates["a"].trace(values())
    name: Slot = traced["x"]["labels"]["name"]
    assert (name.place, name.text) == (("blueprints/web/_pod.yaml", 1, 16), "{{ service.name }}")
    assert set(traced["x"]["labels"]) == {"name"}
    assert [slot.place for slot in traced["l"]] == [("blueprints/web/a.yaml", 4, 5), ("blueprints/web/a.yaml", 4, 8)]
    assert [slot.path for slot in blueprint.templates["a"].slots] == [("x",), ("l", 1)]
