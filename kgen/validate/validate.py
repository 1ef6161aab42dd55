"""Validation: data in full form becomes a frozen model.

After a problem the bad values are left out and validation is repeated, so that later stages can add their problems in the same
run; what is missing only because it was left out is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from kgen.layer.fullform import holder
from kgen.layer.origin import as_written
from kgen.model.base import Model, Named
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import explain, nearest

M = TypeVar("M", bound=Model)

_ROUNDS = 8
"""Each round leaves out at least one bad value; nesting is what makes more than two rounds necessary."""

_MOST = 100
"""Problems after which nothing more is looked at; nobody reads more in one go."""


class Validation(NamedTuple):
    """What could be read, all problems, and the paths of the values that were left out."""

    model: Any
    problems: list[Problem]
    left_out: list[Path]


def validate(model: type[M], data: dict[str, Any], origin: Origin, stand_in: Mapping[str, Any]) -> tuple[M | None, list[Problem]]:
    """The model, and all problems of its data; see `examine`."""
    found = examine(model, data, origin, stand_in)
    return found.model, found.problems


def examine(model: type[Model], data: dict[str, Any], origin: Origin, stand_in: Mapping[str, Any]) -> Validation:
    """The model, all problems of its data, and what had to be left out.

    `stand_in` gives values for required fields that are missing or bad, so that what remains can still be looked at; the model is
    None where that is not possible.
    """
    problems: list[Problem] = []
    left_out: list[Path] = []
    for round_ in range(_ROUNDS):
        try:
            return Validation(model.model_validate(data), problems, left_out)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            chosen = _sensible(errors) if round_ == 0 else [each for each in errors if each["type"] != "missing"]
            problems += [_problem(model, each, origin) for each in chosen[:_MOST]]
            if len(chosen) > _MOST:
                rest = f"only the first {_MOST} problems of these values are shown"
                return Validation(None, [*problems, origin.problem((), rest, "too-many-problems")], left_out)
            bad = [_path(each["loc"]) for each in errors]
            left_out += bad
            data = _mended(data, bad, stand_in)
    return Validation(None, problems, left_out)


def _sensible(errors: list[Any]) -> list[Any]:
    """Without the missing fields that stand there under a misspelt name."""
    unknown: dict[Path, list[str]] = {}
    for each in errors:
        if each["type"] == "extra_forbidden":
            unknown.setdefault(each["loc"][:-1], []).append(str(each["loc"][-1]))
    return [each for each in errors if each["type"] != "missing" or not _is_misspelt(each["loc"], unknown)]


def _is_misspelt(loc: Path, unknown: Mapping[Path, Iterable[str]]) -> bool:
    return any(nearest(word, [str(loc[-1])]) for word in unknown.get(loc[:-1], ()))


def _problem(model: type[Model], error: Any, origin: Origin) -> Problem:
    path = _path(error["loc"])
    names, _ = _fields(model, path[:-1])
    _, shorthand = _fields(model, path)
    message, code, hint = explain({**error, "loc": path}, _label(path, origin), names, shorthand)
    at_key = code == "unknown-field" or error["loc"][-1:] == ("[key]",)
    return origin.problem(path[:-1] if code == "missing-field" else path, message, code, hint=hint, key=at_key)


def _label(path: Path, origin: Origin) -> str:
    """A value as its writer knows it: by the name they wrote, not by the field that it stands for."""
    written = as_written(origin, path) or path
    if not written:
        return "this"
    last = written[-1]
    return f"an item of '{written[-2]}'" if isinstance(last, int) and len(written) > 1 else f"'{last}'"


def _path(loc: tuple[int | str, ...]) -> Path:
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _fields(model: type[BaseModel], path: Path) -> tuple[list[str], Any]:
    """The names of the fields that may stand under a path, and the JSON Schema of the shorthand for them."""
    current: type[BaseModel] | None = model
    holds = "one"
    for step in path:
        if holds != "one":
            holds = "one"
            continue
        field = current.model_fields.get(str(step)) if current else None
        found = holder(field.annotation) if field else None
        holds, current = found or ("one", None)
    if holds != "one" or current is None or not issubclass(current, Model):
        return [], None
    names = [name for name in current.model_fields if name != "name" or not issubclass(current, Named)]
    return [*names, *current.WRITTEN], current.SHORTHAND and current.SHORTHAND.schema


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
