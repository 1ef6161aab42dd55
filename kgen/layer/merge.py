"""Merging: maps merge, scalars and lists replace, a null restores the default below."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from kgen.model.service import EXCLUSIVE

if TYPE_CHECKING:
    from deepmerge.merger import Merger


def merge(layers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One map of values from layers in full form, the last one winning; the layers stay as they are.

    Of fields that exclude each other, the later layer's choice removes those of earlier layers.
    """
    merged: dict[str, Any] = {}
    for layer in layers:
        for group in EXCLUSIVE:
            _exclude(merged, layer, group)
        merged = _merger().merge(merged, _copy(layer)) if merged else _copy(layer)
    return _without_nulls(merged)


def _exclude(merged: dict[str, Any], layer: dict[str, Any], group: tuple[str, ...]) -> None:
    chosen = [field for field in group if layer.get(field) not in (None, False)]
    for field in group if chosen else ():
        if field not in chosen:
            merged.pop(field, None)


@cache
def _merger() -> Merger:
    from deepmerge.merger import Merger

    return Merger([(dict, ["merge"])], ["override"], ["override"])


def _copy(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _copy(item) if type(item) is dict else item for key, item in value.items()}


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _without_nulls(item) if type(item) is dict else item for key, item in value.items() if item is not None}
