"""Parameters: typed values that a blueprint asks a spec for, beyond the fields that every spec has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kgen.expand.words import kind, nearest, shown
from kgen.load.scalars import plain
from kgen.problems import Origin, Path, Problem

if TYPE_CHECKING:
    from kgen.expand.blueprint import Blueprint

_TYPES = ("string", "integer", "number", "boolean")
_FIELDS = ("type", "default", "description", "enum", "min", "max", "required")
_SCALAR = ["string", "number", "boolean"]


class Param(NamedTuple):
    """One parameter. `minimum` and `maximum` include themselves. Without `default` and `required` it may be null."""

    name: str
    type: str
    description: str = ""
    default: Any = None
    enum: tuple[Any, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    required: bool = False

    def value(self, given: Any) -> Any:
        """The value, if it is right; text takes numbers and booleans as they are written. Raises ValueError that says what is."""
        value = _text(given) if self.type == "string" else given
        if not _is(value, self.type):
            raise ValueError(
                f"'{shown(self.name)}' takes {_ARTICLE[self.type]}, not {given if isinstance(given, float) else kind(given)}"
            )
        if self.enum and value not in self.enum:
            raise ValueError(
                f"'{shown(self.name)}' cannot be '{shown(str(value))}'; it takes {', '.join(map(_written, self.enum))}"
            )
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(f"'{shown(self.name)}' cannot be {value}; it takes {_range(low, high)}")
        return value


_ARTICLE = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}


def read_params(raw: Mapping[str, Any], origin: Origin) -> tuple[dict[str, Param], list[Problem]]:
    """The parameters of a blueprint as its `params:` writes them, and the problems of those that cannot be understood."""
    params: dict[str, Param] = {}
    problems: list[Problem] = []
    for name, fields in raw.items():
        found = list(_problems(name, fields, origin))
        problems += found
        if not found:
            params[name] = _param(name, fields)
    for param in params.values():
        problems += _default_problems(param, origin) if param.default is not None else ()
    return params, problems


def _param(name: str, fields: dict[str, Any]) -> Param:
    low, high = fields.get("min"), fields.get("max")
    text = (fields["type"], fields.get("description", ""))
    return Param(name, *text, fields.get("default"), tuple(fields.get("enum", ())), low, high, fields.get("required", False))


def _problems(name: str, fields: Any, origin: Origin) -> Iterator[Problem]:
    if not isinstance(fields, dict):
        yield origin.problem((name,), f"'{shown(name)}' takes the fields of a parameter", "wrong-type", hint="{type: string}")
        return
    if not name.isidentifier() or name.startswith("_"):
        hint = "use letters, digits and '_', so that templates can say params.name"
        yield origin.problem((name,), f"'{shown(name)}' is not a name of a parameter", "name", hint=hint, key=True)
    for key in fields.keys() - _FIELDS:
        hint = nearest(key, _FIELDS)
        yield origin.problem((name, key), f"unknown field '{shown(key)}'", "unknown-field", hint=hint, key=True)
    if "type" not in fields:
        yield origin.problem(
            (name,), f"'{shown(name)}' has no type", "missing-field", hint=f"type: {' | '.join(_TYPES)}", key=True
        )
    for key, value in fields.items():
        wrong = _FIELD_TYPES[key](value, fields) if key in _FIELD_TYPES else None
        if wrong:
            yield origin.problem((name, key), f"'{key}' {wrong}", "wrong-type")


def _enum(value: Any, fields: dict[str, Any]) -> str | None:
    type_ = fields.get("type")
    right = isinstance(value, list) and value and (type_ not in _TYPES or all(_is(item, type_) for item in value))
    return None if right else f"takes a list of values of the type {type_}"


def _bound(value: Any, fields: dict[str, Any]) -> str | None:
    if fields.get("type") not in {"integer", "number"}:
        return "is only for integers and numbers"
    return None if _is(value, "number") else "takes a number"


_FIELD_TYPES: dict[str, Callable[[Any, dict[str, Any]], str | None]] = {
    "type": lambda value, _fields: None if value in _TYPES else f"takes one of {', '.join(_TYPES)}",
    "description": lambda value, _fields: None if isinstance(value, str) else "takes text",
    "required": lambda value, _fields: None if isinstance(value, bool) else "takes true or false",
    "enum": _enum,
    "min": _bound,
    "max": _bound,
}


def _default_problems(param: Param, origin: Origin) -> Iterator[Problem]:
    try:
        param.value(param.default)
    except ValueError as error:
        yield origin.problem((param.name, "default"), str(error), "param")


def check_params(
    blueprint: Blueprint, given: Mapping[str, Any], origin: Origin, at: Path = ("params",)
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a blueprint's parameters, and the problems of what was given under the path `at` of `origin`.

    A parameter that nobody gave, or gave wrongly, has its default, or else is None: templates then say nothing that only follows.
    """
    problems = [_unknown(blueprint, name, origin, at) for name in given if name not in blueprint.params]
    values: dict[str, Any] = {}
    for name, param in blueprint.params.items():
        values[name] = None if param.default is None else param.value(param.default)
        if given.get(name) is None:
            if param.required and param.default is None:
                hint = f"{shown(name)}: … ({shown(param.description)})" if param.description else ""
                message = f"blueprint '{blueprint.name}' needs the parameter '{shown(name)}'"
                problems.append(origin.problem(at, message, "param", hint=hint))
            continue
        try:
            values[name] = param.value(given[name])
        except ValueError as error:
            problems.append(origin.problem((*at, name), str(error), "param", hint=shown(param.description)))
    return values, problems


def _unknown(blueprint: Blueprint, name: str, origin: Origin, at: Path) -> Problem:
    message = f"blueprint '{blueprint.name}' has no parameter '{shown(name)}'"
    hint = nearest(name, blueprint.params) if blueprint.params else "it has none"
    return origin.problem((*at, name), message, "param", hint=hint, key=True)


def params_schema(blueprint: Blueprint) -> dict[str, Any]:
    """The JSON Schema (draft-07) of what a spec may give under `params` for this blueprint."""
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False}
    schema["properties"] = {name: _schema(param) for name, param in blueprint.params.items()}
    required = [param.name for param in blueprint.params.values() if param.required and param.default is None]
    return {**schema, "required": required} if required else schema


def _schema(param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _SCALAR if param.type == "string" else param.type}
    named = {"description": param.description, "default": param.default, "minimum": param.minimum, "maximum": param.maximum}
    schema |= {key: value for key, value in named.items() if value not in (None, "")}
    unquoted = [value for text in param.enum if isinstance(text, str) and isinstance(value := plain(text), int | float)]
    return {**schema, "enum": [*param.enum, *unquoted]} if param.enum else schema


def _is(value: Any, type_: Any) -> bool:
    if type_ == "boolean":
        return type(value) is bool
    if type_ == "string":
        return isinstance(value, str)
    return type(value) is int or (type_ == "number" and type(value) is float and math.isfinite(value))


def _text(value: Any) -> Any:
    if type(value) is bool:
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _written(value: Any) -> str:
    return str(_text(value))


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"{high} at most" if low is None else f"{low} at least"
    return f"{low} to {high}"
