"""The independent readers that must get back what was emitted, and a comparison that tells 1, 1.0 and True apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML

TRICKY: list[str] = json.loads((Path(__file__).parents[1] / "corpus" / "tricky-strings.json").read_text("utf-8"))["strings"]


def _yaml_1_2(text: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader.load(text)


def _libyaml(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


READERS: dict[str, Callable[[str], Any]] = {"pyyaml": yaml.safe_load, "libyaml": _libyaml, "ruamel 1.2": _yaml_1_2}


def readers_of(format: str) -> dict[str, Callable[[str], Any]]:
    """Who reads a format: JSON is YAML too, and Kubernetes' own tools read it as that."""
    return {**READERS, "json": json.loads} if format == "json" else READERS


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal in values and in types."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
