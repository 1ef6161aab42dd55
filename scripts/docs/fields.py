"""The fields of a model as tables, with the shorthand that stands for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_type_hints

from pydantic.fields import FieldInfo

from kgen.jsonschema import words
from kgen.layer.fullform import full_form
from kgen.model.base import Model, Named
from scripts.docs.kinds import model_of, takes


def fields(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields that people write; a named value has its name from its key."""
    return {name: info for name, info in model.model_fields.items() if name != "name" or not issubclass(model, Named)}


def annotation(model: type[Model], name: str) -> Any:
    """The type of a field, with what is said about it."""
    return get_type_hints(model, include_extras=True)[name]


def table(model: type[Model]) -> list[str]:
    """One row per field: name, what it takes, default, what it says."""
    rows = ["| field | takes | default | |", "|---|---|---|---|"]
    for name, info in fields(model).items():
        rows.append(f"| `{name}` | {takes(annotation(model, name))} | {default(info)} | {cell(said(model, name))} |")
    return rows


def said(model: type[Model], name: str) -> str:
    """What a field, or else the model that it holds, says of itself; what the model it stands in says is said elsewhere."""
    text = words.of_field(model, name)
    return "" if text == words.of_model(model) else text


def nested(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """The models that the fields of a model hold, with the names of these fields."""
    found: dict[type[Model], list[str]] = {}
    for name in fields(model):
        held = model_of(annotation(model, name))
        if held:
            found.setdefault(held, []).append(name)
    for held, names in found.items():
        yield ", ".join(f"`{name}`" for name in names), held


def default(info: FieldInfo) -> str:
    """The default as people would write it."""
    if info.is_required():
        return "required"
    value = info.get_default(call_default_factory=True)
    if isinstance(value, Model):
        return f"`{_short(value)}`"
    return "" if value is None or value in ({}, [], "") else f"`{written(value)}`"


def _short(value: Model) -> str:
    data = value.model_dump(exclude_unset=True)
    if data.keys() == {"request", "limit"}:
        return data["request"] if data["request"] == data["limit"] else f"{data['request']}..{data['limit']}"
    data = data or value.model_dump(exclude_none=True)
    return written(next(iter(data.values())) if len(data) == 1 else data)


def written(value: Any) -> str:
    """A value in flow style, as one would write it into a spec."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        quoted = not value or any(sign in value for sign in "{}[],#&*!|>'\"%@`:")
        return json.dumps(value, ensure_ascii=False) if quoted else value
    return json.dumps(value)


def shorthand(model: type[Model], samples: list[Any]) -> list[str]:
    """What each sample of a shorthand stands for, as expansion has it."""
    return [f"- `{written(sample)}` is short for `{written(full_form(model, sample, []))}`." for sample in samples]


def cell(text: str) -> str:
    """Text for the cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>")
