"""Which fields of the spec's models a written spec states, those of its environments' layers included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.layer.fullform import full_form, holder
from kgen.model.base import Model, Named
from kgen.model.service import ALIASES, Service

Stated = tuple[str, str]
"""A model and one of its fields, such as `("Call", "host")`."""


def every_field(model: type[Model] = Service, seen: frozenset[type[Model]] = frozenset()) -> set[Stated]:
    """The fields of a model and of all that it holds."""
    found: set[Stated] = set()
    for name in _fields(model):
        held = holder(model.model_fields[name].annotation)
        found.add((model.__name__, name))
        if held and held[1] not in seen:
            found |= every_field(held[1], seen | {model, held[1]})
    return found


def stated(spec: dict[str, Any]) -> set[Stated]:
    """The fields that a spec states, in their full form."""
    layers = [spec, *spec.get("environments", {}).values()]
    return {field for layer in layers for field in _of(Service, full_form(Service, _without_aliases(layer), []))}


def _without_aliases(layer: dict[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in layer.items() if key not in ALIASES and key != "environments"}
    for alias, (field, entry) in ALIASES.items():
        if alias in layer:
            found[field] = {**found.get(field, {}), entry: layer[alias]}
    return found


def _of(model: type[Model], tree: Any) -> Iterator[Stated]:
    if not isinstance(tree, dict):
        return
    for name in _fields(model) & tree.keys():
        yield model.__name__, name
        held = holder(model.model_fields[name].annotation)
        if held:
            yield from (field for value in _values(held[0], tree[name]) for field in _of(held[1], value))


def _values(holds: str, value: Any) -> list[Any]:
    return [value] if holds == "one" else list(value.values() if isinstance(value, dict) else value or [])


def _fields(model: type[Model]) -> set[str]:
    """What people write: a named value has its name from its key."""
    return set(model.model_fields) - ({"name"} if issubclass(model, Named) else set())
