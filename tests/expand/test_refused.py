"""What an expression must not say, and what fails when it runs: each is a problem at its place, with these exact words."""

from __future__ import annotations

import json

import pytest

from kgen.expand.expressions import Names
from kgen.expand.program import Programs
from kgen.expand.template import compile_template
from kgen.load import parse
from kgen.problems import Problems
from tests.expand.helpers import cases, expand, said


@pytest.mark.parametrize(("scalar", "expected"), cases("refused"))
def test_refused(scalar: str, expected: str) -> None:
    assert said(f"x: {json.dumps(scalar)}") == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("(" * 400 + "1" + ")" * 400, "more than 20 brackets are open at once; put this into a fragment"),
        ("[" * 21 + "]" * 21, "more than 20 brackets are open at once; put this into a fragment"),
        ("not " * 200 + "true", "an expression nests at most 30 levels; put this into a fragment"),
        ("- " * 800 + "1", "an expression nests at most 30 levels; put this into a fragment"),
        ("1" + " + 1" * 400, "an expression nests at most 30 levels; put this into a fragment"),
        ("service" + ".name" * 200, "an expression nests at most 30 levels; put this into a fragment"),
        ("1 if 1 else " * 100 + "1", "an expression nests at most 30 levels; put this into a fragment"),
        ("'" + "x" * 2000 + "'", "an expression has at most 2,000 characters; put this into a fragment"),
    ],
)
def test_size_of_an_expression_is_bounded(expression: str, message: str) -> None:
    first = said("x: >-\n  {{ " + expression + " }}").split("\n")[0]
    assert first == f"blueprints/web/thing.yaml:3:4: {message} [expression]"


def test_size_of_a_text_is_bounded() -> None:
    big = "x" * 600_000
    message = "'params.big ~ params.big' cannot be used here: the text has 1,200,000 characters; at most 1,048,576 are allowed"
    assert said('x: "{{ params.big ~ params.big }}"', params={"big": big}) == (
        f"blueprints/web/thing.yaml:3:8: {message} [expression]\n"
        '  3 | x: "{{ params.big ~ params.big }}"\n'
        "    |        ^^^^^^^^^^^^^^^^^^^^^^^"
    )


def test_what_one_template_builds_is_bounded() -> None:
    lines = "".join(f'x{n}: "{{{{ params.big }}}}-{n}"\n' for n in range(10))
    message = "this template builds more than a manifest can hold (over 4,000,000 characters) [too-large]"
    assert said(lines, params={"big": "x" * 900_000}).split("\n")[0] == f"blueprints/web/thing.yaml:1:1: {message}"


def test_all_failing_expressions_are_told_at_once() -> None:
    found = said('a: "{{ service.nam }}"\nb: ["{{ service.replicas }}", "{{ service.name + 1 }}"]\nc: "{{ params.x }}"')
    assert [line.split(" ")[0] for line in found.split("\n") if ".yaml:" in line] == [
        "blueprints/web/thing.yaml:3:8:",
        "blueprints/web/thing.yaml:4:35:",
        "blueprints/web/thing.yaml:5:8:",
    ]


def test_all_refused_expressions_are_told_at_once() -> None:
    found = said('a: "{{ x }}-{{ 1 * 2 }}"\nb: "{% if %}"')
    assert [line.split(" ")[0] for line in found.split("\n") if ".yaml:" in line] == [
        "blueprints/web/thing.yaml:3:8:",
        "blueprints/web/thing.yaml:3:16:",
        "blueprints/web/thing.yaml:4:4:",
    ]


def test_of_two_equal_names_the_undefined_one_is_blamed() -> None:
    place = said('x: "{{ params.a.port + params.b.port }}"', params={"a": {"port": 1}, "b": {}})
    assert place.startswith("blueprints/web/thing.yaml:3:24: 'params.b.port' is undefined [expression]")


def test_control_characters_of_a_name_are_escaped() -> None:
    found = said("x: \"{{ params['a\\u202eb'] }}\"")
    assert found.startswith("blueprints/web/thing.yaml:3:4: 'params['a\\u202eb']' is undefined [expression]")


@pytest.mark.parametrize(("text", "expected"), cases("structure"))
def test_structure_that_a_template_cannot_have(text: str, expected: str) -> None:
    assert said(text) == expected


def test_an_unquoted_expression_is_told_to_be_quoted() -> None:
    assert "quote" in said("x: {{ service.name }}").split("\n")[-1]


def test_models_inside_lists_and_maps_are_refused() -> None:
    for expression in ("[service.secrets.db]", "{'a': service.secrets.db}", "service.secrets", "pair(service.secrets.db)"):
        assert "gives a group of fields (Secret)" in said(f'x: "{{{{ {expression} }}}}"')


def test_a_document_that_is_no_manifest_is_refused() -> None:
    with pytest.raises(Problems) as caught:
        compile_template(parse("kind: Thing\n", "thing.yaml")[0], Names(frozenset(), {}, {}, Programs()))
    assert str(caught.value) == (
        "thing.yaml:1:1: a template is a map with 'apiVersion' and 'kind' [no-manifest]\n"
        "  1 | kind: Thing\n"
        "    | ^ a file that other templates insert is a partial: begin its name with '_'"
    )


@pytest.mark.parametrize(("expression", "most"), [("service.name", 2000), ("pair(service.on == true)", 250)])
def test_a_template_is_bounded(expression: str, most: int) -> None:
    item = f'"{{{{ {expression} }}}}", '
    assert expand(f"x: [{item * most}]")
    found = said(f"x: [{item * (most + 2)}]")
    message = "a template has at most 2,000 expressions, and 500 comparisons and calls [expression]"
    assert [line for line in found.split("\n") if ".yaml:" in line] == [found.split("\n")[0]]
    assert found.split("\n")[0].endswith(message)
