"""A manifest as a flat map, so that two manifests can be compared leaf by leaf whatever their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Leaves = dict[str, Any]
"""Values by their path, such as `spec.template.spec.containers[server].env[PORT].value`."""

_IDENTITY = ("mountPath", "containerPort", "port", "name")
"""What tells the items of a list apart; the first that an item has."""


def leaves(manifest: dict[str, Any]) -> Leaves:
    """Every value that holds no others, and every empty map or list."""
    return dict(_leaves(manifest, ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, item in enumerate(value):
            name = next((item[key] for key in _IDENTITY if key in item), index)
            yield from _leaves(item, f"{path}[{name}]")
    else:
        yield path, value
