"""The CEL of rules on an object, as a ValidatingAdmissionPolicy of the API server evaluates it."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import cel

from kgen.rules import Rule, variables
from kgen.verify.quantities import parse

_NULLED = {"Role": ("rules",), "ClusterRole": ("rules",), "LimitRange": ("spec", "limits")}
"""Lists that the API's types write as null where there are none: they are not `omitempty` (k8s.io/api)."""


def admits(rule: Rule, manifest: dict[str, Any]) -> Any:
    """Whether the condition of a rule holds; it is true or false, or an error is raised."""
    return Admission(manifest).admits(rule)


class Admission:
    """One object as conditions see it."""

    def __init__(self, manifest: dict[str, Any]) -> None:
        self.object = _with_nulls(without_nulls(manifest))
        self._known: dict[str, Any] | None = None

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


def without_nulls(value: Any) -> Any:
    """The value as the API server sees it: it drops nulls when it decodes an object."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _with_nulls(manifest: dict[str, Any]) -> dict[str, Any]:
    way = _NULLED.get(str(manifest.get("kind")), ())
    node = manifest
    for key in way[:-1]:
        node = node.setdefault(key, {})
    if way and not node.get(way[-1]):
        node[way[-1]] = None
    return manifest
