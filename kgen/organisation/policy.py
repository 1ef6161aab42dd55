"""Rules in the form of a ValidatingAdmissionPolicy, as a cluster takes it, with its bindings and its parameter beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kgen.cel.compiling import Known
from kgen.findings import Severity
from kgen.load import Document
from kgen.model.environment import FLOOR
from kgen.organisation.judge import Judge, Validation
from kgen.organisation.located import Purse, Written, attempt
from kgen.organisation.matching import matching_problems
from kgen.problems import Path, Problem
from kgen.rules import ObjectRule, Rule, child, maps, name_of

KIND = "ValidatingAdmissionPolicy"
BINDING = "ValidatingAdmissionPolicyBinding"
_GROUP = "admissionregistration.k8s.io/"
_REQUEST = ["operation", "name", "namespace", "kind", "resource", "requestKind", "requestResource", "subResource", "dryRun"]
"""What is known of a request before there is one: an object is about to be created."""

_SEVERITIES: tuple[tuple[str, Severity], ...] = (("Deny", "error"), ("Warn", "warning"), ("Audit", "info"))


def is_policy(document: Document) -> bool:
    """Whether a document is an object of Kubernetes, and not a rule in kgen's own form."""
    return isinstance(document.data, dict) and "apiVersion" in document.data and "kind" in document.data


def policy_rule(name: str, documents: Sequence[Document], problems: list[Problem], purse: Purse | None = None) -> Rule | None:
    """The rule of a policy and what stands beside it, or None; what is wrong goes to `problems`."""
    parts, found = _parts(documents)
    if parts is None or found:
        problems += found
        return None
    found += [*_schema(parts), *matching_problems(parts.policy)]
    judge = None if found else _judge(parts, found, purse or Purse())
    problems += found
    if judge is None or found:
        return None
    metadata = child(parts.policy.data, "metadata")
    said = (
        child(metadata, "annotations").get("kgen.dev/title") or f"What the admission policy '{name_of(parts.policy.data)}' asks."
    )
    return ObjectRule(severity=_severity(parts), sources=[], verify=judge, name=name, doc=f"{said}\n\n{_why(parts)}\n")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A policy, the binding that puts it into force, and the object that its paramKind means."""

    policy: Document
    binding: Document | None
    params: Document | None


def _parts(documents: Sequence[Document]) -> tuple[_Parts | None, list[Problem]]:
    policies = [one for one in documents if one.data.get("kind") == KIND]
    bindings = [one for one in documents if one.data.get("kind") == BINDING]
    rest = [one for one in documents if one not in policies and one not in bindings]
    problems = [
        one.problem((), f"a file holds one {KIND}, and this is the second", "one-rule", hint="put each into a file of its own")
        for one in policies[1:]
    ]
    problems += [
        one.problem(("apiVersion",), f"a {one.data['kind']} is of '{_GROUP}v1'", "wrong-type")
        for one in (*policies, *bindings)
        if not str(one.data["apiVersion"]).startswith(_GROUP)
    ]
    if not policies:
        message = f"'{documents[0].data['kind']}' is no rule; a {KIND} must stand here, or a rule with a title and a condition"
        return None, [documents[0].problem(("kind",), message, "rule-kind")]
    policy, binding = policies[0], bindings[0] if bindings else None
    problems += [
        one.problem(("spec", "policyName"), f"this binds another policy than '{name_of(policy.data)}'", "rule-binding")
        for one in bindings
        if child(one.data, "spec").get("policyName") != name_of(policy.data)
    ]
    params, wrong = _params(policy, binding, rest)
    return _Parts(policy, binding, params), [*problems, *wrong]


def _params(policy: Document, binding: Document | None, rest: list[Document]) -> tuple[Document | None, list[Problem]]:
    """The parameter of a policy: it has to stand in the same file, as nothing of a cluster is known here."""
    asked = child(policy.data, "spec", "paramKind")
    wanted = (asked.get("apiVersion"), asked.get("kind"))
    found = [one for one in rest if asked and (one.data["apiVersion"], one.data["kind"]) == wanted]
    problems = [
        one.problem(("kind",), f"'{one.data['kind']}' has no place beside a policy", "rule-kind")
        for one in rest
        if one not in found
    ]
    named = child(binding.data, "spec", "paramRef").get("name") if binding else None
    if named is not None:
        found = [one for one in found if name_of(one.data) == named]
    if asked and len(found) != 1:
        hint = "put it into this file as another document, with the binding whose paramRef names it"
        message = f"this policy takes one {asked.get('kind')} as its parameter, and it is not here"
        problems.append(policy.problem(("spec", "paramKind"), message, "rule-params", hint=hint))
    return (found[0] if len(found) == 1 else None), problems


def _schema(parts: _Parts) -> Iterator[Problem]:
    """What the API server would refuse."""
    from kgen.verify.manifest import check

    for document in (parts.policy, parts.binding):
        for error in check({**document.data, "apiVersion": f"{_GROUP}v1"}, FLOOR) if document else ():
            assert document
            yield document.problem(error.path, error.message, "manifest")


def _severity(parts: _Parts) -> Severity:
    """What the binding's actions come to; a policy without one is meant as it stands."""
    actions = child(parts.binding.data, "spec").get("validationActions") if parts.binding else None
    return next((severity for action, severity in _SEVERITIES if action in (actions or ["Deny"])), "error")


def _why(parts: _Parts) -> str:
    lines = [
        str(one.get("message") or one.get("expression")).strip() for one in maps(child(parts.policy.data, "spec"), "validations")
    ]
    return "It asks:\n\n" + "\n".join(f"- {' '.join(line.split())}" for line in lines)


def _judge(parts: _Parts, problems: list[Problem], purse: Purse) -> Judge | None:
    """The compiled policy; what is wrong in its expressions goes to `problems`."""
    spec = child(parts.policy.data, "spec")
    names = frozenset(str(one.get("name")) for one in maps(spec, "variables"))
    known: dict[str, frozenset[str] | None] = {
        "object": None,
        "oldObject": None,
        "request": frozenset(_REQUEST),
        "variables": names,
    }
    if parts.params:
        known["params"] = None
    compile_ = _Compiler(parts.policy, problems, purse)
    asking: Known = {**known, "request": frozenset([*_REQUEST, "userInfo"])}
    asking = {name: fields for name, fields in asking.items() if name != "variables"}
    conditions = compile_.all("matchConditions", asking, "bool", "a match condition")
    variables: list[tuple[str, Written | None]] = []
    for index, one in enumerate(maps(spec, "variables")):
        seen: Known = {**known, "variables": frozenset(name for name, _ in variables)}
        variables.append((str(one["name"]), compile_(("spec", "variables", index, "expression"), seen, "dyn", "a variable")))
    validations = [
        Validation(
            compile_(("spec", "validations", index, "expression"), known, "bool", "a validation"),
            compile_(("spec", "validations", index, "messageExpression"), known, "string", "a message"),
            str(one.get("message") or ""),
        )
        for index, one in enumerate(maps(spec, "validations"))
    ]
    constraints = [
        spec.get("matchConstraints"),
        *([child(parts.binding.data, "spec").get("matchResources")] if parts.binding else []),
    ]
    is_strict = spec.get("failurePolicy") != "Ignore"
    return Judge(constraints, conditions, variables, validations, parts.params.data if parts.params else None, is_strict)


class _Compiler:
    """Compiles the expressions of a policy."""

    def __init__(self, document: Document, problems: list[Problem], purse: Purse) -> None:
        self._document = document
        self._purse = purse
        self._problems = problems

    def __call__(self, path: Path, known: Known, gives: str, what: str) -> Written | None:
        """The expression at a path; None where there is none, or a wrong one."""
        text: Any = self._document.data
        for step in path:
            text = text.get(step) if isinstance(text, dict) else text[step]
        if text is None:
            return None
        return attempt(
            self._problems, lambda: Written(self._document, path, str(text), known, gives=gives, what=what, purse=self._purse)
        )

    def all(self, key: str, known: Known, gives: str, what: str) -> list[Written | None]:
        """The expressions of a list of maps."""
        found = maps(child(self._document.data, "spec"), key)
        return [self(("spec", key, index, "expression"), known, gives, what) for index, _ in enumerate(found)]
