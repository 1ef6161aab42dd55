"""Asks an admission policy of an object, as the API server does when the object is created."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kgen.cel import CelError
from kgen.organisation.field import field_of
from kgen.organisation.located import Written, failed
from kgen.organisation.matching import group_of, matches, plural
from kgen.organisation.objects import object_of
from kgen.rules import Fault, Manifest, Subject, name_of, namespace_of


class Validation(NamedTuple):
    """One validation of a policy: what must hold, and what is said where it does not."""

    condition: Written | None
    said: Written | None
    message: str


class Judge:
    """A compiled policy. `is_strict`: what cannot be answered counts as refused (`failurePolicy: Fail`)."""

    def __init__(
        self,
        constraints: Sequence[Any],
        conditions: Sequence[Written | None],
        variables: Sequence[tuple[str, Written | None]],
        validations: Sequence[Validation],
        params: Any,
        is_strict: bool,
    ) -> None:
        self._constraints = constraints
        self._conditions = conditions
        self._variables = variables
        self._validations = validations
        self._params = params
        self._is_strict = is_strict
        self._fields = [field_of(one.condition.expression.text, "object") if one.condition else "" for one in validations]

    def __call__(self, subject: Subject) -> Iterator[Fault]:
        """What the policy refuses of an object."""
        manifest = object_of(subject)
        if not all(matches(constraint, manifest) for constraint in self._constraints):
            return
        names = {"object": manifest, "oldObject": None, "request": _request(manifest), "params": self._params}
        try:
            if not self._is_asked(names):
                return
        except CelError as error:
            yield from self._unanswered("", error)
            return
        names["variables"] = variables = dict[str, Any]()
        for name, written in self._variables:
            variables[name] = _value(written, names)
        for field, validation in zip(self._fields, self._validations, strict=True):
            yield from self._ask(validation, field, names)

    def _is_asked(self, names: dict[str, Any]) -> bool:
        """Whether all match conditions hold; one that does not outweighs one that fails."""
        error: CelError | None = None
        for condition in self._conditions:
            try:
                if condition and condition.evaluate(names) is not True:
                    return False
            except CelError as found:
                error = error or found
        if error:
            raise error
        return True

    def _ask(self, validation: Validation, field: str, names: dict[str, Any]) -> Iterator[Fault]:
        try:
            if validation.condition is None or validation.condition.evaluate(names) is True:
                return
        except CelError as error:
            yield from self._unanswered(field, error)
            return
        yield Fault(field, _message(validation, names))

    def _unanswered(self, field: str, error: CelError) -> Iterator[Fault]:
        if self._is_strict:
            yield Fault(field, failed(error))


def _value(written: Written | None, names: dict[str, Any]) -> Any:
    """The value of a variable; its failure where it fails, which matters only if it is asked for."""
    try:
        return written.evaluate(names) if written else None
    except CelError as error:
        return error


def _message(validation: Validation, names: dict[str, Any]) -> str:
    said = _value(validation.said, names)
    if isinstance(said, str) and said.strip() and "\n" not in said.strip():
        return said.strip()
    condition = validation.condition.expression.text if validation.condition else ""
    return " ".join((validation.message or f"this must hold: {condition}").split())


def _request(manifest: Manifest) -> dict[str, Any]:
    """The request that creates an object, by somebody of whom nothing is known."""
    group, version = group_of(manifest)
    kind = str(manifest.get("kind") or "")
    meant = {"group": group, "version": version, "kind": kind}
    resource = {"group": group, "version": version, "resource": plural(kind)}
    return {
        "operation": "CREATE",
        "name": name_of(manifest),
        "namespace": namespace_of(manifest),
        "kind": meant,
        "requestKind": meant,
        "resource": resource,
        "requestResource": resource,
        "subResource": "",
        "dryRun": False,
        "userInfo": {"username": "", "uid": "", "groups": [], "extra": {}},
    }
