"""The facts of an environment as text."""

from __future__ import annotations

import json
from typing import Any

from kgen.model.base import Model
from kgen.model.environment import Environment

_LAST: list[tuple[Environment, str]] = []


def facts(environment: Environment) -> str:
    """What is stated of an environment, as JSON with sorted keys. Neighbours share it, so what was asked for last is kept."""
    last = _LAST[:]
    if last and last[0][0] is environment:
        return last[0][1]
    text = json.dumps(_plain(environment), sort_keys=True)
    _LAST[:] = [(environment, text)]
    return text


def _plain(value: Any) -> Any:
    """A model as data, without defaults. Pydantic would first have to build how to write it, longer than a small build takes."""
    if isinstance(value, Model):
        fields = type(value).model_fields
        return {
            name: _plain(item)
            for name, item in value.__dict__.items()
            if item != fields[name].get_default(call_default_factory=True)
        }
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
