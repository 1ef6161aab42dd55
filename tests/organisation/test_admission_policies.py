"""Admission policies as rules: they mean the objects, and come to the verdicts, that they would in a cluster."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from kgen.findings import Finding
from kgen.hardening.verify import verify
from kgen.load import parse
from kgen.model.environment import Environment
from kgen.organisation.matching import plural
from kgen.organisation.policy import policy_rule
from kgen.problems import Problem
from kgen.rules import Context, Rules

Values = dict[str, Any]

DEPLOYMENTS = {"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["deployments"]}
NEVER = [{"expression": "false", "message": "no"}]
CART = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "cart", "namespace": "shop", "labels": {"app": "cart"}},
    "spec": {"replicas": 3},
}


def policy(spec: Values, binding: Values | None = None, *others: Values) -> list[Values]:
    api = {"apiVersion": "admissionregistration.k8s.io/v1", "metadata": {"name": "p"}}
    whole = {"matchConstraints": {"resourceRules": [DEPLOYMENTS]}, "validations": NEVER, **spec}
    bound = [{**api, "kind": "ValidatingAdmissionPolicyBinding", "spec": {"policyName": "p", **binding}}] if binding else []
    return [{**api, "kind": "ValidatingAdmissionPolicy", "spec": whole}, *bound, *others]


def found(documents: list[Values], manifest: Values = CART) -> list[Finding]:
    problems: list[Problem] = []
    rule = policy_rule("own", parse("---\n".join(yaml.safe_dump(one) for one in documents), "rules/own.yaml"), problems)
    assert rule is not None, problems
    return verify([manifest], Context(Environment(name="test"), rules=Rules([rule])))


def said(spec: Values, manifest: Values = CART) -> list[str]:
    return [one.message for one in found(policy(spec), manifest)]


def constrained(**constraints: Any) -> Values:
    return {"matchConstraints": {"resourceRules": [DEPLOYMENTS], **constraints}}


@pytest.mark.parametrize(
    ("spec", "is_meant"),
    [
        ({}, True),
        (constrained(resourceRules=[{**DEPLOYMENTS, "resources": ["*"]}]), True),
        (constrained(resourceRules=[{**DEPLOYMENTS, "apiGroups": ["*"], "apiVersions": ["*"], "operations": ["*"]}]), True),
        (constrained(resourceRules=[{**DEPLOYMENTS, "resources": ["statefulsets"]}]), False),
        (constrained(resourceRules=[{**DEPLOYMENTS, "apiGroups": [""]}]), False),
        (constrained(resourceRules=[{**DEPLOYMENTS, "apiVersions": ["v2"]}]), False),
        (constrained(resourceRules=[{**DEPLOYMENTS, "resourceNames": ["cart"]}]), True),
        (constrained(resourceRules=[{**DEPLOYMENTS, "resourceNames": ["mail"]}]), False),
        (constrained(excludeResourceRules=[DEPLOYMENTS]), False),
        (constrained(excludeResourceRules=[{**DEPLOYMENTS, "resources": ["pods"]}]), True),
        (constrained(objectSelector={"matchLabels": {"app": "cart"}}), True),
        (constrained(objectSelector={"matchLabels": {"app": "mail"}}), False),
        (constrained(namespaceSelector={"matchLabels": {"kubernetes.io/metadata.name": "shop"}}), True),
        (constrained(namespaceSelector={"matchLabels": {"kubernetes.io/metadata.name": "other"}}), False),
        (constrained(namespaceSelector={"matchLabels": {"team": "other"}}), True),
        ({"matchConditions": [{"name": "a", "expression": "object.spec.replicas > 3"}]}, False),
        ({"matchConditions": [{"name": "a", "expression": "!('system:nodes' in request.userInfo.groups)"}]}, True),
        ({"matchConditions": [{"name": "a", "expression": "oldObject == null && request.operation == 'CREATE'"}]}, True),
        ({"matchConditions": [{"name": "a", "expression": "request.resource.resource == 'deployments'"}]}, True),
    ],
    ids=str,
)
def test_which_objects_are_meant(spec: Values, is_meant: bool) -> None:
    assert said(spec) == (["no"] if is_meant else [])


FAILS = {"name": "fails", "expression": "object.spec.none == 1"}
NOT = {"name": "not", "expression": "false"}


def test_what_cannot_be_answered_is_refused_unless_failures_are_ignored() -> None:
    message = "the condition fails here: no such key: 'none'; ask has(….none) first"
    for spec in ({"matchConditions": [FAILS]}, {"validations": [{"expression": "object.spec.none == 1"}]}):
        assert said(spec) == [message]
        assert said({**spec, "failurePolicy": "Ignore"}) == []
    assert said({"matchConditions": [FAILS, NOT]}) == []


def test_variables_matter_only_where_they_are_asked_for() -> None:
    variables = [{"name": "wrong", "expression": "object.spec.none"}, {"name": "twice", "expression": "object.spec.replicas * 2"}]
    ask = [{"expression": "variables.twice == 7", "messageExpression": "'twice is ' + string(variables.twice)"}]
    assert said({"variables": variables, "validations": ask}) == ["twice is 6"]
    assert said({"variables": variables, "validations": [{"expression": "variables.wrong"}]}) == [
        "the condition fails here: no such key: 'none'; ask has(….none) first"
    ]


def test_messages() -> None:
    assert said({"validations": [{"expression": "object.spec.replicas < 3"}]}) == ["this must hold: object.spec.replicas < 3"]
    assert said({"validations": [{"expression": "false", "message": "no", "messageExpression": "object.none"}]}) == ["no"]


@pytest.mark.parametrize(
    ("actions", "severity"),
    [(["Deny"], "error"), (["Deny", "Audit"], "error"), (["Warn", "Audit"], "warning"), (["Audit"], "info")],
)
def test_the_binding_gives_the_severity(actions: list[str], severity: str) -> None:
    assert [one.severity for one in found(policy({}, {"validationActions": actions}))] == [severity]
    assert [one.severity for one in found(policy({}))] == ["error"]


def test_the_binding_limits_what_is_meant() -> None:
    elsewhere = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "other"}}}
    assert found(policy({}, {"validationActions": ["Deny"], "matchResources": elsewhere})) == []


def test_the_parameter_stands_beside_the_policy() -> None:
    spec = {
        "paramKind": {"apiVersion": "v1", "kind": "ConfigMap"},
        "validations": [{"expression": "object.spec.replicas <= int(params.data.most)", "message": "too many"}],
    }
    limits = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "limits"}, "data": {"most": "2"}}
    binding = {"validationActions": ["Deny"], "paramRef": {"name": "limits", "parameterNotFoundAction": "Deny"}}
    assert [one.message for one in found(policy(spec, binding, limits))] == ["too many"]
    assert found(policy(spec, binding, {**limits, "data": {"most": "3"}})) == []


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("Pod", "pods"),
        ("NetworkPolicy", "networkpolicies"),
        ("Ingress", "ingresses"),
        ("Endpoints", "endpoints"),
        ("Gateway", "gateways"),
    ],
)
def test_plurals(kind: str, resource: str) -> None:
    assert plural(kind) == resource


def test_findings_stand_at_the_field_that_is_asked_for() -> None:
    assert [one.path for one in found(policy({"validations": [{"expression": "object.spec.replicas < 3"}]}))] == ["spec.replicas"]
