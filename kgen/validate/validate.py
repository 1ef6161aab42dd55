"""Validation: data in full form becomes a frozen model.

After a problem the bad values are left out and validation is repeated, so that later stages can add their problems in the same
run; what is missing only because it was left out is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kgen.layer.fullform import holder
from kgen.model.base import Model, Named
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import explain

M = TypeVar("M", bound=Model)

_ROUNDS = 8
"""Each round leaves out at least one bad value; nesting is what makes more than two rounds necessary."""


def validate(model: type[M], data: dict[str, Any], origin: Origin, stand_in: Mapping[str, Any]) -> tuple[M | None, list[Problem]]:
    """The model, and all problems of its data.

    `stand_in` gives values for required fields that are missing or bad, so that what remains can still be looked at; the model is
    None where that is not possible.
    """
    problems: list[Problem] = []
    for round_ in range(_ROUNDS):
        try:
            return model.model_validate(data), problems
        except ValidationError as error:
            errors = error.errors(include_url=False)
            problems += [_problem(model, e, origin) for e in errors if round_ == 0 or e["type"] != "missing"]
            data = _mended(data, [_path(e["loc"]) for e in errors], stand_in)
    return None, problems


def _problem(model: type[Model], error: Any, origin: Origin) -> Problem:
    path = _path(error["loc"])
    message, code, hint = explain({**error, "loc": path}, _fields(model, path[:-1]))
    at_key = code == "unknown-field" or error["loc"][-1:] == ("[key]",)
    return origin.problem(path[:-1] if code == "missing-field" else path, message, code, hint=hint, key=at_key)


def _path(loc: tuple[int | str, ...]) -> Path:
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """The names of the fields that may stand under a path."""
    current: type[BaseModel] | None = model
    holds = "one"
    for step in path:
        if holds != "one":
            holds = "one"
            continue
        field = current.model_fields.get(str(step)) if current else None
        found = holder(field.annotation) if field else None
        holds, current = found or ("one", None)
    if current is None or not issubclass(current, Model):
        return []
    return [*(name for name in current.model_fields if name != "name" or not issubclass(current, Named)), *current.WRITTEN]


def _mended(data: dict[str, Any], bad: list[Path], stand_in: Mapping[str, Any]) -> dict[str, Any]:
    for path in bad:
        data = _without(data, path)
    return {**{key: value for key, value in stand_in.items() if key not in data}, **data}


def _without(value: Any, path: Path) -> Any:
    """The value without what stands under a path; a list that loses an item goes as a whole, as its order has a meaning."""
    if not path or not isinstance(value, dict) or path[0] not in value:
        return value
    head = str(path[0])
    inner = value[head]
    if len(path) == 1 or not isinstance(inner, dict):
        return {key: item for key, item in value.items() if key != head}
    if path[1] not in inner:
        return {key: item for key, item in value.items() if key != head}
    return {**value, head: _without(inner, path[1:])}
