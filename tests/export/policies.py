"""Exported policies, asked of objects: by kgen's own reading of admission policies, and by the CEL runtime of others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import cel
import yaml

from kgen.export import Asked, Exempted, form
from kgen.load import parse
from kgen.model.environment import Environment
from kgen.organisation.matching import matches, plural
from kgen.organisation.objects import without_nulls
from kgen.organisation.policy import policy_rule
from kgen.problems import Problem
from kgen.rules import Context, ManifestSet, Rule
from kgen.verify.quantities import parse as amount

Manifest = dict[str, Any]


def exported(
    form_: str, rules: Sequence[Rule], environment: Environment, exempted: Sequence[Exempted] = ()
) -> list[list[Manifest]]:
    """The documents of each file, as a reader of YAML finds them."""
    from kgen.formats import emitter

    emit = emitter("yaml").emit
    files = form(form_).documents(Asked(rules, environment, exempted))
    return [[yaml.safe_load(emit(one, None)) for one in documents] for documents in files.values()]


def judges(files: list[list[Manifest]]) -> list[Rule]:
    """The admission policies as rules of a project."""
    params = [one for file in files for one in file if one["kind"] == "ConfigMap"]
    found = []
    for file in files:
        if file[0]["kind"] == "ValidatingAdmissionPolicy" and "debug" not in file[0]["metadata"]["name"]:
            documents = parse("---\n".join(yaml.safe_dump(one) for one in [*file, *params]), "policy.yaml")
            problems: list[Problem] = []
            rule = policy_rule("policy", documents, problems)
            assert rule is not None, problems
            found.append(rule)
    return found


def judged(files: list[list[Manifest]], manifest: Manifest) -> list[str]:
    """What the admission policies say of an object, as `kgen lint` would if they were a project's own rules."""
    return asked(judges(files), manifest)


def asked(rules: list[Rule], manifest: Manifest) -> list[str]:
    around = ManifestSet([manifest], Context(Environment(name="test")))
    return [fault.message for rule in rules if rule.verify for fault in rule.verify(around.subjects[0])]


def refused(files: list[list[Manifest]], manifest: Manifest) -> list[str]:
    """The same by the runtime of others: the messages of validations that do not hold."""
    params = next((one for file in files for one in file if one["kind"] == "ConfigMap"), {})
    manifest = without_nulls(manifest)
    said: list[str] = []
    for policy in (file[0] for file in files):
        is_policy = policy["kind"] in ("ValidatingAdmissionPolicy", "ValidatingPolicy")
        if not is_policy or not matches(policy["spec"]["matchConstraints"], manifest):
            continue
        names = {"object": manifest, "oldObject": None, "params": params, "request": request(manifest)}
        names["exceptions"] = {"allowedValues": []}
        if all(evaluate(one["expression"], names) is True for one in policy["spec"]["matchConditions"]):
            names["variables"] = variables = dict[str, Any]()
            for one in policy["spec"]["variables"]:
                with suppress(KeyError):  # variables are found out when they are asked for, and some objects lack their fields
                    variables[one["name"]] = evaluate(one["expression"], names)
            wrong = [one for one in policy["spec"]["validations"] if evaluate(one["expression"], names) is not True]
            said += [evaluate(one["messageExpression"], names) for one in wrong]
    return said


def request(manifest: Manifest) -> Manifest:
    return {
        "operation": "CREATE",
        "userInfo": {"username": "somebody", "groups": ["system:authenticated"]},
        "resource": {"resource": plural(manifest["kind"])},
    }


def evaluate(expression: str, names: dict[str, Any]) -> Any:
    context = cel.Context(names)
    context.add_function("quantity", lambda text: float(amount(text)))
    context.add_function("asApproximateFloat", lambda quantity: quantity)
    context.add_function("compareTo", lambda one, other: (one > other) - (one < other))
    context.add_function("split", lambda text, by: text.split(by))
    context.add_function("join", lambda parts, by: by.join(parts))
    return cel.evaluate(expression, context)


__all__ = ["exported", "judged", "refused"]
