"""The full form of what was written: every shorthand expanded, every named value knowing its name.

Values of a wrong type are left as they are; `kgen.validate` speaks of them.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from kgen.model.base import Model, Named
from kgen.problems import Path

Stray = list[Path]
"""Where a person wrote `name` into a value that has its name from its key."""

Field = tuple[str, type[Model]]
"""How a field holds its models: as `one`, a `map` by name, or a `list`."""


def full_form(model: type[Model], value: Any, stray: Stray, path: Path = ()) -> Any:
    """The full form of one value of a model; the given value stays as it is."""
    value = _expanded(model, value)
    if not isinstance(value, dict):
        return value
    fields = _fields(model)
    full = {key: _field(fields[key], item, stray, (*path, key)) if key in fields else item for key, item in value.items()}
    if None in full.values():
        full.update({key: {} for key, item in full.items() if item is None and not _is_known(model, key)})
    return full


def _is_known(model: type[Model], key: str) -> bool:
    """Whether people may write a field; a null would be dropped with its key, and nobody would hear of a misspelt one."""
    return key in model.model_fields or key in model.WRITTEN


def _field(field: Field, value: Any, stray: Stray, path: Path) -> Any:
    holds, model = field
    if value is None:
        return None
    if holds == "one":
        return full_form(model, value, stray, path)
    if holds == "list":
        if not isinstance(value, list):
            return value
        return [full_form(model, item, stray, (*path, index)) for index, item in enumerate(value)]
    return _map(model, value, stray, path)


def _map(model: type[Model], value: Any, stray: Stray, path: Path) -> Any:
    if isinstance(value, list) and issubclass(model, Named) and model.KEYS and all(isinstance(item, str) for item in value):
        value = {item: {} for item in value}
    if not isinstance(value, dict):
        return value
    named = issubclass(model, Named)
    return {key: _entry(model, named, key, item, stray, (*path, key)) for key, item in value.items()}


def _entry(model: type[Model], named: bool, key: str, value: Any, stray: Stray, path: Path) -> Any:
    if value is None:
        return None
    full = full_form(model, value, stray, path)
    if named and isinstance(full, dict):
        if "name" in full:
            stray.append((*path, "name"))
        full["name"] = key
    return full


def _expanded(model: type[Model], value: Any) -> Any:
    if isinstance(value, dict) or model.SHORTHAND is None:
        return value
    return model.SHORTHAND.expand(value)


@cache
def _fields(model: type[Model]) -> dict[str, Field]:
    found = {name: holder(info.annotation) for name, info in model.model_fields.items()}
    return {name: field for name, field in found.items() if field}


def holder(annotation: Any) -> Field | None:
    """How a field of this type holds models, or None where it holds none."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return holder(get_args(annotation)[0])
    if origin in (types.UnionType, Union):
        return next(filter(None, map(holder, get_args(annotation))), None)
    if origin in (dict, list):
        inner = holder(get_args(annotation)[-1])
        return ("map" if origin is dict else "list", inner[1]) if inner and inner[0] == "one" else None
    return ("one", annotation) if isinstance(annotation, type) and issubclass(annotation, Model) else None
