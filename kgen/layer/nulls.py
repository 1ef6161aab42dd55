"""A null restores what a layer below says; where nothing is below, it would take away what was written beside it in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_origin

from kgen.layer.fullform import holder
from kgen.layer.merge import merge
from kgen.model.base import Model, Named
from kgen.model.container import EnvVariable
from kgen.model.service import Service
from kgen.problems import Path, Problem
from kgen.project.layers import Layer


def idle_nulls(layers: Iterable[Layer]) -> Iterator[Problem]:
    """A problem for each entry of a map that is null while no layer below has an entry of that name."""
    layers = list(layers)
    if not any(_holds_null(layer.data) for layer in layers):
        return
    below: dict[str, Any] = {}
    for layer in layers:
        if _holds_null(layer.data):
            for path, model in _idle(Service, layer.data, below, ()):
                message = f"'{path[-1]}' has no value"
                place = layer.place
                yield place.origin.problem((*place.path, *path), message, "no-value", hint=_hint(model), key=True)
        below = merge((below, layer.data)) if below else layer.data


def _holds_null(data: dict[str, Any]) -> bool:
    for value in data.values():  # noqa: SIM110 - a generator costs more than the test
        if value is None or (type(value) is dict and _holds_null(value)):
            return True
    return False


def _idle(model: type[Model], data: dict[str, Any], below: Any, path: Path) -> Iterator[tuple[Path, type[Model] | None]]:
    for name, value in data.items():
        field = model.model_fields.get(name)
        if field is None or not isinstance(value, dict) or name == "params":
            continue
        known = below.get(name) if isinstance(below, dict) else None
        held = holder(field.annotation)
        inner = held[1] if held else None
        if _is_map(field.annotation):
            yield from _entries(inner, value, known if isinstance(known, dict) else {}, (*path, name))
        elif inner:
            yield from _idle(inner, value, known, (*path, name))


def _entries(
    model: type[Model] | None, entries: dict[str, Any], known: dict[str, Any], path: Path
) -> Iterator[tuple[Path, type[Model] | None]]:
    for key, entry in entries.items():
        if entry is None and known.get(key) is None:
            yield (*path, key), model
        elif model and isinstance(entry, dict):
            yield from _idle(model, entry, known.get(key), (*path, key))


def _is_map(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(get_origin(part) is dict for part in get_args(annotation))


def _hint(model: type[Model] | None) -> str:
    if model is EnvVariable or model is None:
        return 'write "" for an empty text'
    return "write {} for its defaults" if issubclass(model, Named) and model.KEYS else "give it one, or remove it"
