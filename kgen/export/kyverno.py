"""Kyverno's ValidatingPolicies: they also report on what runs already.

There is one policy per rule, as Kyverno's reports and exceptions are by policy. Exemptions are PolicyExceptions; Kyverno counts
them only in the namespaces that its administrator names. https://kyverno.io/docs/policy-types/validating-policy/
"""

from __future__ import annotations

import hashlib
from typing import Any

from kgen.export import _conditions as cel
from kgen.export._asked import Asked, Exempted
from kgen.export._conditions import Manifest
from kgen.export._resources import kinds_of, resource_rules
from kgen.export.vap import actions, kustomization
from kgen.rules import Rule

_API = "policies.kyverno.io/v1"
_SEVERITIES = {"error": "high", "warning": "medium", "info": "info"}
_CONTAINED = "container.name in exceptions.allowedValues"


def documents(asked: Asked) -> dict[str, list[Manifest]]:
    """A file for each policy with its exceptions, and a kustomization that names them."""
    files: dict[str, list[Manifest]] = {}
    for rule in asked.rules:
        if rule.name in asked.policies:
            files[f"kgen-{rule.name}.yaml"] = [_given(asked.policies[rule.name], rule, asked)]
        else:
            exempted = [one for one in asked.exempted if one.rule == rule.name]
            files[f"kgen-{rule.name}.yaml"] = [_policy(rule, asked), *_exceptions(rule, exempted, asked.place[0])]
    files["kustomization.yaml"] = [kustomization(files)]
    return files


def _policy(rule: Rule, asked: Asked) -> Manifest:
    kinds = kinds_of(rule)
    said = f"{rule.title.rstrip('.')}. [{rule.name}]"
    pods = [] if rule.scope == "object" else cel.of_pods()
    expression = cel.condition(rule, asked.environment, kinds, "", _CONTAINED)
    validation = {"expression": expression, "message": said, "messageExpression": f"variables.shown + {cel.text(f': {said}')}"}
    return _document(
        rule,
        asked,
        {
            "matchConditions": cel.named([("not-being-deleted", cel.STAYING), ("not-made-by-a-controller", cel.NOT_OWNED)]),
            "matchConstraints": {"namespaceSelector": dict(asked.selector), "resourceRules": resource_rules(kinds)},
            "validations": [validation],
            "variables": cel.named([*cel.shared(), *pods]),
        },
    )


def _document(rule: Rule, asked: Asked, spec: dict[str, Any]) -> Manifest:
    annotations = {
        "policies.kyverno.io/description": " ".join(rule.text.split()),
        "policies.kyverno.io/severity": _SEVERITIES[rule.severity],
        "policies.kyverno.io/title": rule.title,
    }
    return {
        "apiVersion": _API,
        "kind": "ValidatingPolicy",
        "metadata": {"annotations": annotations, "name": f"kgen-{rule.name}"},
        "spec": {
            "autogen": {"podControllers": {"controllers": []}},
            "evaluation": {"background": {"enabled": True}},
            "failurePolicy": "Fail",
            "validationActions": actions(rule.severity, deny=asked.deny),
            **spec,
        },
    }


def _given(written: Any, rule: Rule, asked: Asked) -> Manifest:
    """An admission policy of the project's as one of Kyverno's, which has its fields."""
    policy = next(one for one in written if one["kind"] == "ValidatingAdmissionPolicy")
    spec = {key: value for key, value in policy["spec"].items() if key != "paramKind"}
    constraints = {"namespaceSelector": dict(asked.selector), **spec["matchConstraints"]}
    return _document(rule, asked, {**spec, "matchConstraints": constraints})


def _exceptions(rule: Rule, exempted: list[Exempted], namespace: str) -> list[Manifest]:
    """One exception for the objects that are exempted as a whole, and one for each of which only containers are."""
    whole = sorted({_key(one) for one in exempted if not one.container})
    parts: dict[str, set[str]] = {}
    for one in exempted:
        if one.container:
            parts.setdefault(_key(one), set()).add(one.container)
    found = [_exception(rule, namespace, f"kgen-{rule.name}", whole, [])] if whole else []
    for key, containers in sorted(parts.items()):
        if key not in whole:
            suffix = hashlib.sha256(key.encode()).hexdigest()[:8]
            found.append(_exception(rule, namespace, f"kgen-{rule.name}-{suffix}", [key], sorted(containers)))
    return found


def _key(one: Exempted) -> str:
    return f"{one.namespace}/{one.kind}/{one.name}"


def _exception(rule: Rule, namespace: str, name: str, keys: list[str], containers: list[str]) -> Manifest:
    listed = ", ".join(cel.text(key) for key in keys)
    spec: dict[str, Any] = {
        "matchConditions": cel.named([("listed", f"{_OBJECT} in [{listed}]")]),
        "policyRefs": [{"kind": "ValidatingPolicy", "name": f"kgen-{rule.name}"}],
    }
    if containers:
        spec["allowedValues"] = containers
    return {"apiVersion": _API, "kind": "PolicyException", "metadata": {"name": name, "namespace": namespace}, "spec": spec}


_OBJECT = (
    "((has(object.metadata.namespace) ? object.metadata.namespace : '') + '/' + object.kind + '/' + "
    "(has(object.metadata.name) ? object.metadata.name : ''))"
)
