"""Random but repeatable damage to good manifests."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from .corpus import MANIFESTS

_KEEP = ("apiVersion", "kind")


def damaged(kinds: tuple[str, ...], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` manifests of these kinds with one change each: unknown fields, other types, fields left out."""
    chance = random.Random(seed)
    good = [manifest for manifest in MANIFESTS if manifest["kind"] in kinds]
    for _ in range(count):
        manifest = deepcopy(chance.choice(good))
        _damage(manifest, chance)
        yield manifest


def _damage(manifest: dict[str, Any], chance: random.Random) -> None:
    owner, step = chance.choice(list(_places(manifest)))
    value = owner[step]
    match chance.randrange(4):
        case 0 if isinstance(value, dict):
            value[chance.choice(["kgenUnknown", "name", "spec"])] = chance.choice([5, "5", True, [], {}])
        case 1:
            del owner[step]
        case _:
            owner[step] = chance.choice([each for each in (5, "50%", True, [], {}, [value], {"a": value}) if _other(each, value)])


def _other(one: object, two: object) -> bool:
    """Text is not changed to other text, which could only break ranges and allowed words: the judge does not know those."""
    return type(one) is not type(two) or isinstance(one, list | dict)


def _places(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Every owner and step of every value in a manifest, but the two that say what it is."""
    steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        if step not in _KEEP:
            yield value, step
        yield from _places(value[step])
