"""ValidatingAdmissionPolicies: the API server itself asks the rules, from Kubernetes 1.30 on.

A policy takes the rules of one area and severity together, so that a request meets few of them; each rule is a validation with
its own message. Exemptions are the policies' parameter, a ConfigMap: what an object says of itself exempts nobody.
https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.export import _conditions as cel
from kgen.export._asked import PLACE, Asked, Exempted
from kgen.export._conditions import Manifest
from kgen.export._resources import AREAS, RESOURCES, kinds_of, resource_rules, rule_for
from kgen.findings import Severity
from kgen.hardening.annotate import PREFIX
from kgen.rules import ContainerRule, Rule, child

_API = "admissionregistration.k8s.io/v1"
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_DEBUG = "debug-containers"

_EXEMPT = "has(params.data) && variables.id in params.data ? params.data[variables.id].split(' ') : []"
_ID = "variables.ns + '_' + variables.object.kind + '_' + variables.name"


def documents(asked: Asked) -> dict[str, list[Manifest]]:
    """A file for each policy with its binding, the exemptions, and a kustomization that names them."""
    files: dict[str, list[Manifest]] = {}
    for area in [*AREAS, _DEBUG]:
        for severity in _SEVERITIES:
            policy = _policy(area, severity, asked)
            if policy:
                files[f"{policy['metadata']['name']}.yaml"] = [policy, _binding(policy, severity, asked)]
    for rule in asked.rules:
        if rule.name in asked.policies:
            files[f"{rule.name}.yaml"] = list(_given(asked.policies[rule.name], rule, asked))
    namespace, name = asked.place
    files[f"{name}.yaml"] = [parameters(asked)]
    if namespace == PLACE[0]:
        files[f"{namespace}.yaml"] = [_namespace(namespace, asked.environment.kubernetes)]
    files["kustomization.yaml"] = [kustomization(files)]
    return files


def kustomization(files: dict[str, list[Manifest]]) -> Manifest:
    """What `kubectl apply -k` takes: it makes namespaces first."""
    return {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": sorted(files)}


def actions(severity: Severity, *, deny: bool) -> list[str]:
    """What happens to an object for which a rule does not hold."""
    if severity == "info":
        return ["Audit"]
    return ["Deny", "Audit"] if deny and severity == "error" else ["Warn", "Audit"]


def parameters(asked: Asked) -> Manifest:
    """The exemptions that count: for each object the rules, or `rule/container`."""
    entries: dict[str, set[str]] = {}
    for one in asked.exempted:
        entry = f"{one.rule}/{one.container}" if one.container else one.rule
        entries.setdefault(key_of(one), set()).add(entry)
    namespace, name = asked.place
    found: Manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": namespace}}
    found["metadata"]["annotations"] = {f"{PREFIX}config-map-immutable": "exemptions come and go"}
    data = {key: " ".join(sorted(rules)) for key, rules in sorted(entries.items())}
    return {**found, "data": data} if data else found


def key_of(one: Exempted) -> str:
    """The key of an object; no name of Kubernetes holds an underscore."""
    return f"{one.namespace}_{one.kind}_{one.name}"


def _rules(area: str, severity: Severity, asked: Asked) -> Iterator[tuple[Rule, list[str]]]:
    """The rules of an area with their kinds in it; debugging meets those about containers that may be ephemeral."""
    for rule in asked.rules:
        if rule.severity != severity or rule.name in asked.policies:
            continue
        if area == _DEBUG:
            if isinstance(rule, ContainerRule) and "ephemeralContainers" in rule.of and "Pod" in kinds_of(rule):
                yield rule, ["Pod"]
            continue
        kinds = [kind for kind in kinds_of(rule) if RESOURCES[kind].area == area]
        if kinds:
            yield rule, kinds


def _policy(area: str, severity: Severity, asked: Asked) -> Manifest | None:
    chosen = list(_rules(area, severity, asked))
    if not chosen:
        return None
    is_debug = area == _DEBUG
    kinds = [kind for kind in RESOURCES if any(kind in some for _, some in chosen)]
    debug = rule_for("", "v1", ["pods/ephemeralcontainers"], ["UPDATE"])
    pods = cel.of_pods(only_debug=is_debug) if is_debug or area == "workloads" else []
    spec = {
        "auditAnnotations": [{"key": "exempted", "valueExpression": "variables.exempt.join(' ')"}],
        "failurePolicy": "Fail",
        "matchConditions": cel.named([("not-being-deleted", cel.STAYING)] if is_debug else _conditions(kinds)),
        "matchConstraints": {"resourceRules": [debug] if is_debug else resource_rules(kinds)},
        "paramKind": {"apiVersion": "v1", "kind": "ConfigMap"},
        "validations": [_validation(rule, asked, kinds) for rule, _ in chosen],
        "variables": cel.named([*cel.shared(), ("id", _ID), ("exempt", _EXEMPT), *pods]),
    }
    return {
        "apiVersion": _API,
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": f"kgen-{area}-{severity}s"},
        "spec": spec,
    }


def _conditions(kinds: list[str]) -> list[tuple[str, str]]:
    """What a request must be for the policy to ask its rules."""
    found = [
        ("not-being-deleted", cel.STAYING),
        ("not-made-by-a-controller", cel.NOT_OWNED),
        ("not-by-the-control-plane", cel.FROM_PEOPLE),
    ]
    if all(RESOURCES[kind].has_spec for kind in kinds):
        found.append(("changes-something", cel.CHANGED))
    return found


def _validation(rule: Rule, asked: Asked, kinds: list[str]) -> dict[str, str]:
    exempted = f"{cel.text(rule.name)} in variables.exempt"
    contained = f"({cel.text(f'{rule.name}/')} + container.name) in variables.exempt"
    said = f"{rule.title.rstrip('.')}. [{rule.name}]"
    return {
        "expression": cel.condition(rule, asked.environment, kinds, exempted, contained),
        "message": said,
        "messageExpression": f"variables.shown + {cel.text(f': {said}')}",
    }


def _binding(policy: Manifest, severity: Severity, asked: Asked) -> Manifest:
    """Without its ConfigMap a policy refuses (`Deny`): to delete the list of exemptions must not switch the rules off."""
    namespace, name = asked.place
    spec: dict[str, Any] = {
        "matchResources": {"namespaceSelector": dict(asked.selector)},
        "paramRef": {"name": name, "namespace": namespace, "parameterNotFoundAction": "Deny"},
        "policyName": policy["metadata"]["name"],
        "validationActions": actions(severity, deny=asked.deny),
    }
    return {
        "apiVersion": _API,
        "kind": f"{policy['kind']}Binding",
        "metadata": {"name": policy["metadata"]["name"]},
        "spec": spec,
    }


def _given(written: Any, rule: Rule, asked: Asked) -> Iterator[Manifest]:
    """A policy that the project wrote, as it is; without a binding of its own it gets one like the others."""
    yield from written
    policy = next(one for one in written if one["kind"] == "ValidatingAdmissionPolicy")
    if all(one["kind"] != "ValidatingAdmissionPolicyBinding" for one in written):
        binding = _binding(policy, rule.severity, asked)
        kept = {key: value for key, value in child(binding, "spec").items() if key != "paramRef"}
        yield {**binding, "spec": kept}


def _namespace(name: str, version: str) -> Manifest:
    labels = {}
    for mode in ("audit", "enforce", "warn"):
        labels[f"pod-security.kubernetes.io/{mode}"] = "restricted"
        labels[f"pod-security.kubernetes.io/{mode}-version"] = f"v{version}"
    exempt = {f"{PREFIX}{rule}": "no pods run in it" for rule in ("default-account", "namespace-bounds")}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"annotations": exempt, "labels": labels, "name": name}}
