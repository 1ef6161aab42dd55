"""A project's own rules are asked like kgen's: of every place, with severities and exemptions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import kgen
from kgen.findings import Finding
from kgen.hardening.verify import verify
from kgen.jsonschema import rule_schema
from kgen.load import parse
from kgen.model.environment import Environment
from kgen.organisation.book import read_rules, rules_of
from kgen.organisation.own import own_rule
from kgen.problems import Problem, Problems
from kgen.project.sources import Request, load
from kgen.rules import Context, Rules

RULE = "title: T.\nwhy: W.\n"
SPEC = "name: cart\nimage: registry.example.com/cart:1.0.0\nport: 8080\nhealth: /healthz\nowner: shop\n"


def asked(text: str, *manifests: dict[str, Any]) -> list[Finding]:
    """What a rule finds."""
    problems: list[Problem] = []
    rule = own_rule("own", parse(RULE + text, "rules/own.yaml")[0], problems)
    assert rule is not None, problems
    return verify(list(manifests), Context(Environment(name="test"), rules=Rules([rule])))


def places(text: str, *manifests: dict[str, Any]) -> list[str]:
    return [f"{found.kind} {found.path}" for found in asked(text, *manifests)]


POD = {"containers": [{"name": "a"}, {"name": "b"}], "initContainers": [{"name": "c"}], "ephemeralContainers": [{"name": "d"}]}
JOB = {"kind": "CronJob", "apiVersion": "batch/v1", "spec": {"jobTemplate": {"spec": {"template": {"spec": POD}}}}}
BARE = {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "bare"}, "spec": POD}
SERVICE = {"kind": "Service", "apiVersion": "v1", "metadata": {"name": "cart", "labels": {"a": "b", "c": None}}, "spec": None}


def test_containers_of_every_list_and_kind() -> None:
    start = "spec.jobTemplate.spec.template.spec"
    assert places("scope: container\ncondition: container.name == 'a'", JOB, BARE, SERVICE) == [
        f"CronJob {start}.containers[1].name",
        f"CronJob {start}.ephemeralContainers[0].name",
        f"CronJob {start}.initContainers[0].name",
        "Pod spec.containers[1].name",
        "Pod spec.ephemeralContainers[0].name",
        "Pod spec.initContainers[0].name",
    ]


def test_kinds_limit_a_scope() -> None:
    assert places("scope: pod\nkinds: [Pod]\ncondition: has(variables.pod.hostname)", JOB, BARE) == ["Pod spec.hostname"]
    assert places("scope: workload\ncondition: has(object.metadata)", JOB, BARE, SERVICE) == ["CronJob metadata"]
    assert places("kinds: [Service]\ncondition: 1 > 2", JOB, BARE, SERVICE) == ["Service "]
    assert places("condition: object.kind != 'Service'", JOB, BARE, SERVICE) == ["Service kind"]


def test_objects_are_seen_without_nulls() -> None:
    assert places("kinds: [Service]\ncondition: \"!has(object.spec) && !('c' in object.metadata.labels)\"", SERVICE) == []


def test_names_of_pods_are_those_of_any_kind() -> None:
    condition = (
        "size(variables.containers) == 2 && size(variables.initContainers) == 1 && has(variables.template.spec.containers)"
    )
    assert places(f"scope: workload\ncondition: {condition}", JOB, BARE) == []


def said(text: str) -> str:
    return asked(f"kinds: [Service]\n{text}", SERVICE)[0].message


def test_messages() -> None:
    assert said("condition: 1 > 2") == "T: this must hold: 1 > 2"
    assert said("condition: 1 > 2\nmessage: be larger") == "be larger"
    assert said("condition: 1 > 2\nmessage: be\nmessage_expression: object.metadata.name + ' is small'") == "cart is small"
    assert said("condition: 1 > 2\nmessage: be\nmessage_expression: object.nothing") == "be"
    assert said("condition: 1 > 2\nmessage: be\nmessage_expression: '\"a\\nb\"'") == "be"
    assert said("condition: object.spec.x == 1") == "the condition fails here: no such key: 'spec'; ask has(….spec) first"
    assert said("condition: object.metadata.name") == "the condition fails here: a condition must be true or false, not a text"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "services").mkdir()
    (tmp_path / "rules/team-label.yaml").write_text(
        f"{RULE}kinds: [Deployment]\ncondition: has(object.metadata.labels.team)\nmessage: name the team\n"
    )
    (tmp_path / "services/cart.yaml").write_text(SPEC)
    write(tmp_path, "environments:\n  one: {namespace: one}\n  two: {namespace: two, severities: {team-label: info}}\n")
    return tmp_path


def write(project: Path, text: str) -> None:
    (project / "kgen.yaml").write_text(text)


def found(project: Path) -> list[tuple[str, str]]:
    build = kgen.build(project=project)
    return [(one.namespace, one.severity) for one in build.findings if one.rule == "team-label" and not one.exemption]


def test_severities_of_environments(project: Path) -> None:
    assert found(project) == [("one", "error"), ("two", "info")]
    write(project, "severities: {team-label: warning}\nenvironments: {one: {namespace: one, severities: {team-label: info}}}\n")
    assert found(project) == [("one", "info")]
    model = load(Request(project=project)).project
    assert rules_of(model)["team-label"].severity == "warning"
    assert rules_of(model, model.model.environments["one"])["team-label"].severity == "info"


def test_severities_of_kgens_own_rules(project: Path) -> None:
    write(project, "severities: {image-digest: error}\nenvironments: {one: {namespace: one}}\n")
    assert {one.severity for one in kgen.build(project=project).findings if one.rule == "image-digest"} == {"error"}


def test_specs_exempt_them(project: Path) -> None:
    exempted = SPEC + "exemptions: {team-label: {reason: later}}\n"
    (project / "services/cart.yaml").write_text(exempted)
    assert found(project) == []
    build = kgen.build(project=project)
    assert build.manifests["one", "Deployment", "cart"]["metadata"]["annotations"]["kgen.dev/exempt.team-label"] == (
        "later - owner shop"
    )
    (project / "services/cart.yaml").write_text(exempted + "labels: {team: shop}\n")
    with pytest.raises(Problems, match="the exemption of 'team-label' is not needed"):
        kgen.build(project=project)
    write(project, "specs_may_exempt: []\nenvironments: {one: {namespace: one}}\n")
    with pytest.raises(Problems, match="'team-label' may not be exempted by a spec"):
        kgen.build(project=project)


def test_a_rule_that_is_wrong_is_known_by_its_name(project: Path) -> None:
    (project / "rules/team-label.yaml").write_text("title: T\n")
    write(project, "severities: {team-label: info}\nenvironments: {one: {namespace: one}}\n")
    with pytest.raises(Problems) as caught:
        kgen.build(project=project)
    assert {problem.code for problem in caught.value.problems} == {"missing-field"}
    with pytest.raises(Problems, match="'why' is missing"):
        rules_of(load(Request(project=project)).project)


def test_a_project_without_rules_has_kgens(tmp_path: Path) -> None:
    assert read_rules(tmp_path).rules is read_rules(None).rules


def test_rules_that_would_take_a_build_long_end_it(project: Path) -> None:
    slow = "[1, 2, 3, 4, 5, 6, 7, 8, 9]" + "".join(f".map({name}, [1, 2, 3, 4, 5, 6, 7, 8, 9]" for name in "abcdef")
    (project / "rules/slow.yaml").write_text(f"{RULE}condition: '{slow}{')' * 6}.size() > 0'\n")
    with pytest.raises(Problems, match="this takes too long"):
        kgen.build(project=project)


def test_many_rules_share_what_they_may_take(project: Path) -> None:
    lists = "[1, 2, 3, 4, 5, 6, 7, 8, 9]"
    slow = lists + "".join(f".all({name}, {lists}" for name in "abcd") + ".size() > 0" + ")" * 4
    for number in range(40):
        (project / f"rules/slow-{number}.yaml").write_text(f"{RULE}condition: '{slow}'\n")
    with pytest.raises(Problems, match="this takes too long: more steps than all rules have left"):
        kgen.build(project=project)


@pytest.mark.parametrize(
    ("data", "is_right"),
    [
        ({"title": "T", "why": "W", "condition": "true"}, True),
        ({"title": "T", "why": "W", "condition": True, "severity": "info", "kinds": ["Pod"], "scope": "pod"}, True),
        ({"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy"}, True),
        ({"title": "T", "condition": "true"}, False),
        ({"title": "T", "why": "W", "condition": "true", "severity": "off"}, False),
        ({"title": "T", "why": "W", "condition": "true", "scope": "service"}, False),
        ({"title": "T", "why": "W", "condition": "true", "messageExpression": "''"}, False),
        ([], False),
    ],
)
def test_the_schema_for_editors(data: Any, is_right: bool) -> None:
    assert jsonschema_rs.Draft7Validator(rule_schema()).is_valid(data) is is_right
