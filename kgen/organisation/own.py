"""Rules in kgen's own form: a title, a reason, and a condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.cel import CelError
from kgen.load import Document
from kgen.model.rule import RuleFile
from kgen.organisation.field import field_of
from kgen.organisation.located import Purse, Written, attempt, failed
from kgen.organisation.objects import POD_FIELDS, object_of, pod_variables, without_nulls
from kgen.problems import Problem
from kgen.rules import TEMPLATES, ContainerRule, Fault, ObjectRule, PodRule, Rule, Subject, WorkloadRule
from kgen.validate.messages import nearest
from kgen.validate.validate import validate

_SCOPES: dict[str, type[Rule]] = {"object": ObjectRule, "workload": WorkloadRule, "pod": PodRule, "container": ContainerRule}


def own_rule(name: str, document: Document, problems: list[Problem], purse: Purse | None = None) -> Rule | None:
    """The rule of a document, or None where it is none; what is wrong goes to `problems`."""
    purse = purse or Purse()
    model, found = validate(RuleFile, document.data, document, {})
    found += list(_kinds(model, document)) if model else []
    if model is None:
        problems += found
        return None
    known = _names(model.scope)
    condition = attempt(
        found,
        lambda: Written(document, ("condition",), model.condition, known, gives="bool", what="a condition", purse=purse),
    )
    said = None
    if model.message_expression is not None:
        text = model.message_expression
        path = ("message_expression",)
        said = attempt(found, lambda: Written(document, path, text, known, gives="string", what="a message", purse=purse))
    problems += found
    if condition is None or found:
        return None
    judge = _Judge(model, condition, said)
    return _SCOPES[model.scope](
        severity=model.severity,
        sources=model.sources,
        kinds=tuple(model.kinds),
        verify=judge,
        condition=model.condition.strip(),
        name=name,
        doc=f"{model.title.strip()}\n\n{model.why.strip()}\n",
    )


def _names(scope: str) -> dict[str, frozenset[str] | None]:
    names: dict[str, frozenset[str] | None] = {"object": None}
    if scope != "object":
        names["variables"] = POD_FIELDS
    if scope == "container":
        names["container"] = None
    return names


def _kinds(model: RuleFile, document: Document) -> Iterator[Problem]:
    for index, kind in enumerate(model.kinds if model.scope != "object" else ()):
        if kind not in TEMPLATES:
            hint = nearest(kind, TEMPLATES) or f"those that have are {', '.join(sorted(TEMPLATES))}"
            message = f"'{kind}' has no pods, and the scope is '{model.scope}'"
            yield document.problem(("kinds", index), message, "rule-kind", hint=hint)


class _Judge:
    """Says of a subject what is wrong with it."""

    __slots__ = ("_condition", "_field", "_model", "_said")

    def __init__(self, model: RuleFile, condition: Written, said: Written | None) -> None:
        self._model = model
        self._condition = condition
        self._said = said
        self._field = field_of(model.condition, model.scope if model.scope in ("pod", "container") else "object")

    def __call__(self, subject: Subject) -> Iterator[Fault]:
        names = self._values(subject)
        try:
            if self._condition.evaluate(names) is True:
                return
            message = self._message(names)
        except CelError as error:
            message = failed(error)
        yield Fault(self._field, message)

    def _values(self, subject: Subject) -> dict[str, Any]:
        names: dict[str, Any] = {"object": object_of(subject)}
        if self._model.scope != "object":
            names["variables"] = pod_variables(subject)
        if self._model.scope == "container":
            names["container"] = without_nulls(subject.value)
        return names

    def _message(self, names: dict[str, Any]) -> str:
        if self._said is not None:
            try:
                said = self._said.evaluate(names)
            except CelError:
                said = None
            if isinstance(said, str) and said.strip() and "\n" not in said.strip():
                return said.strip()
        return (self._model.message or f"{self._model.title.rstrip('.')}: this must hold: {self._model.condition}").strip()
