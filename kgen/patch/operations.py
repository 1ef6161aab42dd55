"""JSON Patch (RFC 6902): operations that point at a place, for what a merge cannot say (an item of a list without keys)."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from kgen.patch import pointer
from kgen.patch.limits import OPERATIONS, require_size, weigh
from kgen.patch.mistake import Manifest, Refused, meant
from kgen.problems import Path
from kgen.verify.errors import shown

Operation = dict[str, Any]

_FIELDS = {
    "add": ("path", "value"),
    "remove": ("path",),
    "replace": ("path", "value"),
    "move": ("from", "path"),
    "copy": ("from", "path"),
    "test": ("path", "value"),
}


def require_wellformed(operations: list[Operation]) -> None:
    """Raise Refused for operations that fit no manifest: unknown ones, missing and unknown fields, too many."""
    if len(operations) > OPERATIONS:
        raise Refused((OPERATIONS,), f"a patch has at most {OPERATIONS} operations; this one has {len(operations)}", "patch-size")
    for number, operation in enumerate(operations):
        _require_fields(operation, (number,))


def _require_fields(operation: Operation, at: Path) -> None:
    name = operation.get("op")
    if name is None:
        raise Refused(at, "'op' is missing: say what to do", "patch-operation", meant("", _FIELDS))
    if not isinstance(name, str) or name not in _FIELDS:
        raise Refused((*at, "op"), f"'{shown(name)}' is no operation", "patch-operation", meant(str(name), _FIELDS))
    for field in _FIELDS[name]:
        if field not in operation:
            raise Refused(at, f"'{field}' is missing: '{name}' needs it", "patch-operation")
    for field in operation:
        if field not in ("op", *_FIELDS[name]):
            hint = meant(field, _FIELDS[name], "allowed here")
            raise Refused((*at, field), f"unknown field '{shown(field)}'", "unknown-field", hint, key=True)
    if name in ("add", "replace"):
        _require_plain(operation["value"], (*at, "value"))


def _require_plain(value: Any, at: Path) -> None:
    if value is None:
        raise Refused(at, "'null' has no place in a manifest", "patch-null", "use the operation 'remove', or leave it out")
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        if isinstance(value, dict) and not isinstance(key, str):
            raise Refused(at, f"'{shown(key)}' is a key, and keys are text; put it in quotes", "patch-key")
        _require_plain(item, (*at, key))


def run(manifest: Manifest, operations: list[Operation], check: Callable[[Path], None]) -> None:
    """Do the operations in place; `check` is called after each with its index. Raises Refused at the first that fails.

    What they put in counts for the size even when it is taken out again, so that all of them together stay bounded.
    """
    size = weigh(manifest, ())
    for number, operation in enumerate(operations):
        size += _DO[operation["op"]](manifest, operation, (number,))
        require_size(size, (number,))
        check((number,))


def _add(manifest: Manifest, operation: Operation, at: Path) -> int:
    return _insert(manifest, operation["path"], deepcopy(operation["value"]), at)


def _copy(manifest: Manifest, operation: Operation, at: Path) -> int:
    value = pointer.find(manifest, operation["from"], (*at, "from"))
    return _insert(manifest, operation["path"], deepcopy(value), at)


def _move(manifest: Manifest, operation: Operation, at: Path) -> int:
    source, target = operation["from"], operation["path"]
    if str(target).startswith(f"{source}/"):
        raise Refused((*at, "path"), f"'{shown(source)}' cannot move into itself", "patch-pointer")
    value = _take(manifest, source, (*at, "from"))
    _insert(manifest, target, value, at)
    return 0


def _remove(manifest: Manifest, operation: Operation, at: Path) -> int:
    _take(manifest, operation["path"], (*at, "path"))
    return 0


def _replace(manifest: Manifest, operation: Operation, at: Path) -> int:
    path = operation["path"]
    place = pointer.place(manifest, path, (*at, "path"))
    pointer.item(place, path, (*at, "path"))
    value = deepcopy(operation["value"])
    if isinstance(place.holder, dict):
        place.holder[place.step] = value
    else:
        place.holder[int(place.step)] = value
    return weigh(value, at, above=path.count("/"))


def _test(manifest: Manifest, operation: Operation, at: Path) -> int:
    found = pointer.find(manifest, operation["path"], (*at, "path"))
    if not _same(found, operation["value"]):
        scalar = not isinstance(found, dict | list)
        hint = f"it is {shown(found)}" if scalar else "it is a map" if isinstance(found, dict) else "it is a list"
        message = f"'{shown(operation['path'])}' is not what the patch expects"
        raise Refused((*at, "value"), message, "patch-test", hint if found != "" else "it is empty")
    return 0


_DO: dict[str, Callable[[Manifest, Operation, Path], int]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "move": _move,
    "copy": _copy,
    "test": _test,
}


def _insert(manifest: Manifest, path: Any, value: Any, at: Path) -> int:
    """Add a value; how much the manifest grew."""
    holder, step, _ = pointer.place(manifest, path, (*at, "path"))
    if isinstance(holder, dict):
        holder[step] = value
    elif step == "-":
        holder.append(value)
    else:
        holder.insert(pointer.index(holder, step, path, (*at, "path"), most=len(holder)), value)
    return weigh(value, at, above=path.count("/"))


def _take(manifest: Manifest, path: Any, at: Path) -> Any:
    place = pointer.place(manifest, path, at)
    value = pointer.item(place, path, at)
    if isinstance(place.holder, dict):
        del place.holder[place.step]
    else:
        del place.holder[int(place.step)]
    return value


def _same(one: Any, other: Any) -> bool:
    """Equality of JSON values (RFC 6902, section 4.6): true is not 1, 1 is 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
