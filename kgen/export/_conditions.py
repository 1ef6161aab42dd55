"""Rules as the expressions of a policy, and the variables that they share.

`object` is asked as `dyn(object)`: a policy is about several kinds, and to the API server's type checker a field that one of them
lacks would look like a mistake (https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#type-checking).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from kgen.cel.tokens import tokens
from kgen.model.environment import Environment
from kgen.rules import CONTAINERS, ContainerRule, Rule, variables

Manifest = dict[str, Any]

NOT_OWNED = (
    "!has(object.metadata.ownerReferences) || "
    "!object.metadata.ownerReferences.exists(owner, has(owner.controller) && owner.controller)"
)
"""The owner was asked: a controller's Pods carry what meshes and other webhooks put into them."""

STAYING = "!has(object.metadata.deletionTimestamp)"
"""What is being deleted must not be kept from it."""

FROM_PEOPLE = (
    "request.userInfo.username != 'system:kube-controller-manager' && (!has(request.userInfo.groups) || "
    "!request.userInfo.groups.exists(group, "
    "group in ['system:nodes', 'system:serviceaccounts:kube-system', 'system:serviceaccounts:openshift-infra']))"
)
"""The control plane makes objects of its own in every namespace, such as its default ServiceAccount."""

CHANGED = "request.operation == 'CREATE' || object.spec != oldObject.spec || " + " || ".join(
    f"(has(object.metadata.{field}) ? object.metadata.{field} : {{}}) != "
    f"(has(oldObject.metadata.{field}) ? oldObject.metadata.{field} : {{}})"
    for field in ("annotations", "labels")
)
"""Finalizers and owners of what exists can be changed whatever the rules say of it."""

_NO_RULES = "has(object.rules) && object.rules == null"
"""What the API server makes of a Role that states none (the field is not `omitempty`)."""

_NAME = (
    "has(variables.object.metadata.name) ? variables.object.metadata.name : "
    "has(variables.object.metadata.generateName) ? variables.object.metadata.generateName : ''"
)
_NAMESPACE = "has(variables.object.metadata.namespace) ? variables.object.metadata.namespace : ''"


def text(value: str) -> str:
    """A text as CEL writes it."""
    return json.dumps(value, ensure_ascii=False)


def on_variable(expression: str) -> str:
    """The expression with `variables.object` in place of `object`."""
    found = list(tokens(expression))
    parts, at = [], 0
    for before, token in zip([None, *found], found, strict=False):
        is_field = before is not None and before.value in (".", ".?") and before.kind == "sign"
        if token.kind == "name" and token.value == "object" and not is_field:
            parts += [expression[at : token.at], "variables.object"]
            at = token.end
    return "".join([*parts, expression[at:]])


def shared() -> list[tuple[str, str]]:
    """The variables of every policy: the object, its name and namespace, and how people call it.

    None may be called `namespace`: the API server refuses words that CEL reserves.
    """
    return [
        ("object", "dyn(object)"),
        ("name", _NAME),
        ("ns", _NAMESPACE),
        ("shown", "variables.object.kind + ' ' + (variables.ns == '' ? '' : variables.ns + '/') + variables.name"),
    ]


def of_pods(*, only_debug: bool = False) -> list[tuple[str, str]]:
    """The variables of policies about what has pods; `only_debug`: of its containers only the ephemeral ones count."""
    hidden = CONTAINERS[:2] if only_debug else ()
    return [(name, "[]" if name in hidden else on_variable(expression)) for name, expression in variables().items()]


def condition(rule: Rule, environment: Environment, kinds: Collection[str], exempted: str, contained: str) -> str:
    """What must hold in a policy about these kinds.

    `exempted` is CEL that holds where the object is exempted from the rule, `contained` where the `container` is; empty for none.
    """
    single = rule.stated(environment) if rule.stated else rule.single
    asked = _alternatives(contained if isinstance(rule, ContainerRule) else "", spared(rule, environment), single)
    if isinstance(rule, ContainerRule):
        lists = ", ".join(f"variables.{listed}" for listed in rule.of)
        asked = f"[{lists}].all(listed, listed.all(container,\n{asked}))"
    if "Role" in kinds and "Role" in rule.kinds:
        exempted = f"({exempted or 'false'}) || ({_NO_RULES})"
    elsewhere = "" if set(rule.kinds) >= set(kinds) or not rule.kinds else f"!(object.kind in {_listed(rule.kinds, kinds)})"
    return on_variable(_alternatives(elsewhere, exempted, asked))


def spared(rule: Rule, environment: Environment) -> str:
    """CEL that holds where a rule spares itself; empty where it never does."""
    return rule.spared if isinstance(rule.spared, str) else rule.spared(environment)


def _listed(kinds: Collection[str], among: Collection[str]) -> str:
    return f"[{', '.join(text(kind) for kind in kinds if kind in among)}]"


def _alternatives(*parts: str) -> str:
    """Expressions of which one must hold, one a line; those that are empty are left out."""
    given = [part.strip() for part in parts if part.strip()]
    return given[0] if len(given) == 1 else " ||\n".join(_grouped(part) for part in given)


def _grouped(part: str) -> str:
    """In parentheses where an operator could bind it otherwise; a comment ends with its line."""
    if part.isidentifier():
        return part
    return f"({part}\n)" if "//" in part else f"({part})"


def named(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Pairs of names and expressions as policies list them."""
    return [{"name": name, "expression": expression} for name, expression in pairs]
