"""The CEL of rules on an object, as a ValidatingAdmissionPolicy of the API server evaluates it."""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from functools import cache
from typing import Any

import cel

from kgen.model.environment import FLOOR
from kgen.rules import TEMPLATES, Context, Rule, child, kind_of, template_of, variables
from kgen.verify import schema
from kgen.verify.definitions import table
from kgen.verify.quantities import parse

_NULLED = {"Role": ("rules",), "ClusterRole": ("rules",), "LimitRange": ("spec", "limits")}
"""Lists that the API's types write as null where there are none: they are not `omitempty` (k8s.io/api)."""


_WITH_SPEC = frozenset(name.rpartition("/")[2] for name, text in table(FLOOR).items() if "/" in name and '"spec":' in text)


def judged_by(kind: str, context: Context) -> list[Rule]:
    """The rules with CEL that are asked of a kind in an environment."""
    active = [rule for rule in context.rules if rule.cel and not (rule.when and not rule.when(context.environment))]
    return [rule for rule in active if kind in rule.kinds or (not rule.kinds and (rule.scope == "object" or kind in TEMPLATES))]


def admits(rule: Rule, manifest: dict[str, Any]) -> Any:
    """Whether the condition of a rule holds; it is true or false, or an error is raised."""
    return Admission(manifest).admits(rule)


class Admission:
    """One object as conditions see it."""

    def __init__(self, manifest: dict[str, Any]) -> None:
        self.object = _as_shown(without_nulls(manifest))
        self._known: dict[str, Any] | None = None

    def disagreements(self, found: Container[str], context: Context) -> list[str]:
        """What the CEL of all rules says otherwise than verification, which found these rules broken here."""
        wrong = []
        for rule in judged_by(kind_of(self.object), context):
            try:
                admitted = self.admits(rule)
            except Exception as error:
                admitted = f"{type(error).__name__}: {error}"
            if admitted is not (rule.name not in found):
                wrong.append(f"{rule.name}: CEL says {admitted}: {rule.cel}")
        return wrong

    def admits(self, rule: Rule) -> Any:
        return self._evaluate(rule.cel, self.variables if "variables." in rule.cel else {})

    @property
    def variables(self) -> dict[str, Any]:
        """What conditions call `variables`."""
        if self._known is None:
            self._known = {}
            for name, expression in variables().items():
                self._known[name] = self._evaluate(expression, self._known)
        return self._known

    def _evaluate(self, expression: str, known: dict[str, Any]) -> Any:
        context = cel.Context({"object": self.object, "variables": known})
        context.add_function("quantity", lambda text: str(parse(text)))
        context.add_function("compareTo", _compare)
        context.add_function("asApproximateFloat", lambda amount: float(Fraction(amount)))
        return _program(expression).execute(context)


@cache
def _program(expression: str) -> Any:
    return cel.compile(expression)


def _compare(one: str, other: str) -> int:
    return (Fraction(one) > Fraction(other)) - (Fraction(one) < Fraction(other))


def is_taken(manifest: dict[str, Any]) -> bool:
    """Whether the API server takes an object, as far as one can tell from here: it validates before it asks policies."""
    seen = without_nulls(manifest)
    template = template_of(seen, kind_of(seen)) if kind_of(seen) in TEMPLATES else None
    has_pods = kind_of(seen) not in TEMPLATES or bool(child(template, "spec").get("containers"))
    is_named = bool(child(seen, "metadata").keys() & {"name", "generateName"})
    return has_pods and is_named and not schema.errors(seen, FLOOR)


def without_nulls(value: Any) -> Any:
    """The value as the API server sees it: it drops nulls when it decodes an object."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _as_shown(manifest: dict[str, Any]) -> dict[str, Any]:
    """The object as the API server shows it to policies: specs are always there, and some lists are null."""
    if kind_of(manifest) in _WITH_SPEC:
        manifest.setdefault("spec", {})
    *way, last = _NULLED.get(kind_of(manifest), ("",))
    node = child(manifest, *way)
    if last and not node.get(last):
        node[last] = None
    return manifest
