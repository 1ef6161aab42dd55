"""JSON pointers (RFC 6901): the way to a value, as `/spec/template/spec/containers/0/image`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from kgen.patch.mistake import Refused, meant
from kgen.problems import Path
from kgen.verify.errors import shown

_INDEX = re.compile("0|[1-9][0-9]{0,8}")
_BAD_ESCAPE = re.compile("~(?![01])")

Container = dict[str, Any] | list[Any]


def steps(pointer: Any, at: Path) -> list[str]:
    """The keys and indexes of a pointer; raises Refused [patch-pointer] for what is none."""
    if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
        hint = "write the way to the value, such as /spec/replicas"
        raise Refused(at, f"'{shown(pointer)}' is no pointer: it must begin with '/'", "patch-pointer", hint)
    if _BAD_ESCAPE.search(pointer):
        raise Refused(
            at, f"'{shown(pointer)}' has a lone '~'", "patch-pointer", "in a pointer '~' is written ~0, and '/' inside a key ~1"
        )
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


class Place(NamedTuple):
    """A key of a map or an index of a list, not yet looked up; `above` is what a message calls that map or list."""

    holder: Container
    step: str
    above: str


def place(root: Any, pointer: Any, at: Path) -> Place:
    """Where a pointer leads; the last step need not exist."""
    way = steps(pointer, at)
    if not way:
        raise Refused(at, "'' points to the whole manifest; point to a part of it", "patch-pointer")
    holder, above = _follow(root, way[:-1], pointer, at)
    if not isinstance(holder, dict | list):
        raise Refused(at, f"'{shown(pointer)}' leads nowhere: {above} is no map or list", "patch-pointer")
    return Place(holder, way[-1], above)


def find(root: Any, pointer: Any, at: Path) -> Any:
    """The value; raises Refused [patch-pointer] when there is none."""
    return _follow(root, steps(pointer, at), pointer, at)[0]


def item(place: Place, pointer: str, at: Path) -> Any:
    """The value at a place."""
    holder, step, above = place
    if isinstance(holder, dict):
        if step not in holder:
            message = f"'{shown(pointer)}' leads nowhere: {above} has no '{shown(step)}'"
            raise Refused(at, message, "patch-pointer", meant(step, holder))
        return holder[step]
    if isinstance(holder, list):
        return holder[index(holder, step, pointer, at, most=len(holder) - 1)]
    raise Refused(at, f"'{shown(pointer)}' leads nowhere: {above} is no map or list", "patch-pointer")


def index(holder: list[Any], step: str, pointer: str, at: Path, most: int) -> int:
    """The number of an item, at most `most`."""
    if not _INDEX.fullmatch(step):
        message = f"'{shown(pointer)}' leads nowhere: '{shown(step)}' is no index of a list"
        raise Refused(at, message, "patch-pointer", "items of a list are counted from 0")
    if int(step) > most:
        items = f"{len(holder)} item{'' if len(holder) == 1 else 's'}"
        raise Refused(at, f"'{shown(pointer)}' leads nowhere: the list has {items}, counted from 0", "patch-pointer")
    return int(step)


def _follow(root: Any, way: list[str], pointer: str, at: Path) -> tuple[Any, str]:
    """The value, and what a message calls it."""
    value, name = root, "the manifest"
    for step in way:
        value, name = item(Place(value, step, name), pointer, at), f"'{shown(step)}'"
    return value, name
