"""A layer of spec values: what was written, in full form, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kgen.layer.fullform import Stray, full_form
from kgen.layer.origin import Place
from kgen.model.service import ALIASES, Service
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import known_as

MOST = 2000
"""Entries of a map or a list; nothing that a service needs comes near it."""


class Layer(NamedTuple):
    """Values in full form, the place where they stand, and what is wrong with their form."""

    data: dict[str, Any]
    place: Place
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    """Whether there is anything to look at: what is no map has no data."""


ONLY_IN_SPECS = ("name", "environments")
"""What no layer but a whole spec can say."""


def layer(written: Any, origin: Origin, path: Path = (), *, whole: bool = False) -> Layer:
    """The layer of spec values that stands under a path of a document; `whole`: it is a spec itself."""
    place = Place(origin, path)
    if not isinstance(written, dict):
        what = f"'{path[-1]}'" if path else "a spec"
        return Layer({}, place, (origin.problem(path, f"{what} must be a map, not {known_as(written)}", "wrong-type"),), False)
    problems = list(oversized(written, origin, path))
    if problems:
        return Layer({}, place, tuple(problems), False)
    if not whole:
        problems += _misplaced(written, origin, path)
        written = {key: value for key, value in written.items() if key not in ONLY_IN_SPECS}
    stray: Stray = []
    data = full_form(Service, _without_aliases(written, place, problems), stray)
    problems += [
        origin.problem((*path, *at), "unknown field 'name'", "unknown-field", hint="its name is the key", key=True)
        for at in stray
    ]
    return Layer(data, place, tuple(problems))


def _misplaced(written: dict[str, Any], origin: Origin, path: Path) -> Iterator[Problem]:
    for name in ONLY_IN_SPECS:
        if name in written:
            message = f"'{name}' can only stand at the top of a spec"
            yield origin.problem((*path, name), message, "misplaced-field", key=True)


def oversized(value: Any, origin: Origin, path: Path = ()) -> Iterator[Problem]:
    """A problem for each map and list that holds more than anyone writes: looking at them would take minutes."""
    if not isinstance(value, dict | list):
        return
    if len(value) > MOST:
        where = f"'{path[-1]}'" if path else "this"
        yield origin.problem(
            path, f"{where} holds {len(value):,} values; at most {MOST:,} are allowed", "too-many-values", key=True
        )
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            yield from oversized(item, origin, (*path, key))


def _without_aliases(written: dict[str, Any], place: Place, problems: list[Problem]) -> dict[str, Any]:
    """The map with `port: 8080` written as `ports: {http: 8080}`."""
    for short, (long, entry) in ALIASES.items():
        if short not in written:
            continue
        rest = {key: value for key, value in written.items() if key != short}
        group = rest.get(long) or {}
        if not isinstance(group, dict):
            return rest
        if entry in group:
            message = f"'{short}' is short for '{long}.{entry}', which is written too"
            problems.append(place.origin.problem((*place.path, short), message, "exclusive", key=True))
            return rest
        if written[short] is None:
            return rest
        written = {**rest, long: {entry: written[short], **group}}
    return written
