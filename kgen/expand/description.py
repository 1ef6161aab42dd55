"""`blueprint.yaml`: what a blueprint is for, what it builds on, and what it asks of a spec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kgen.expand.words import kind, nearest, shown
from kgen.load import Document
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem, Problems

_TYPES: dict[str, tuple[type, str]] = {
    "description": (str, "text"),
    "extends": (str, "the name of one blueprint"),
    "omit": (list, "a list of names of templates"),
    "defaults": (dict, "a map of fields of a spec"),
    "params": (dict, "a map of parameters"),
    "requires": (dict, "a map of fields of a spec, each with an example"),
    "refuses": (dict, "a map of fields of a spec, each with what to do instead"),
}


class Description(NamedTuple):
    """One `blueprint.yaml`, checked; `defaults` and `params` are data whose meaning is checked elsewhere."""

    document: Document
    description: str
    extends: str | None
    omit: tuple[str, ...]
    defaults: dict[str, Any]
    params: dict[str, Any]
    refuses: dict[str, Any]
    requires: dict[str, Any]


def describe(document: Document) -> Description:
    """Raises Problems for fields that are unknown, missing, or of another kind."""
    problems = list(_problems(document))
    if problems:
        raise Problems(problems)
    data = document.data
    omit = tuple(data.get("omit", ()))
    defaults, params = data.get("defaults", {}), data.get("params", {})
    refuses, requires = data.get("refuses", {}), data.get("requires", {})
    return Description(document, data["description"], data.get("extends"), omit, defaults, params, refuses, requires)


def _problems(document: Document) -> Iterator[Problem]:
    data = document.data
    if not isinstance(data, dict):
        yield document.problem((), f"a blueprint's description is a map, not {kind(data)}", "wrong-type", hint=_EXAMPLE)
        return
    for key, value in data.items():
        if key not in _TYPES:
            yield document.problem((key,), f"unknown field '{shown(key)}'", "unknown-field", hint=nearest(key, _TYPES), key=True)
        elif not isinstance(value, _TYPES[key][0]):
            yield document.problem((key,), f"'{key}' takes {_TYPES[key][1]}, not {kind(value)}", "wrong-type")
    for index, name in enumerate(data["omit"]) if isinstance(data.get("omit"), list) else ():
        if not isinstance(name, str):
            yield document.problem(("omit", index), f"'omit' takes {_TYPES['omit'][1]}, not {kind(name)}", "wrong-type")
    for which in ("refuses", "requires"):
        for field, says in data[which].items() if isinstance(data.get(which), dict) else ():
            yield from _about_field(document, which, field, says)
    if "description" not in data or not str(data["description"] or "").strip():
        yield document.problem(
            (), "'description' is missing: one line that says what the blueprint is for", "missing-field", hint=_EXAMPLE
        )


def _about_field(document: Document, which: str, field: str, says: Any) -> Iterator[Problem]:
    path, fields = (which, field), Service.model_fields
    if field not in fields:
        message = f"a spec has no field '{shown(field)}' that could be {which.removesuffix('s')}d"
        yield document.problem(path, message, "unknown-field", hint=nearest(field, fields), key=True)
    elif says is not None and not isinstance(says, str):
        what = "says what to do instead" if which == "refuses" else "shows how to write it"
        yield document.problem(path, f"'{field}' takes a text that {what}, not {kind(says)}", "wrong-type")


_EXAMPLE = "description: A stateless service behind HTTP or gRPC."


class Merged(NamedTuple):
    """The origin of what several descriptions say together: a problem stands in the last one that wrote the value."""

    documents: tuple[Document, ...]
    """The blueprint's own description first, then its parent's, and so on."""
    prefix: Path = ()

    @property
    def name(self) -> str:
        return self.documents[0].name

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        full = (*self.prefix, *path)
        for length in range(len(full), 0, -1):
            for document in self.documents:
                if document.has(full[:length]):
                    return document.problem(full, message, code, hint=hint, key=key)
        return self.documents[0].problem((), message, code, hint=hint, key=key)

    def has(self, path: Path) -> bool:
        return any(document.has((*self.prefix, *path)) for document in self.documents)

    def under(self, *path: str) -> Origin:
        """The origin of the values below a path."""
        return Merged(self.documents, (*self.prefix, *path))


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """A new map with the values of both; maps merge, of everything else the upper one stands."""
    merged = {**below, **above}
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            merged[key] = merge(below[key], value)
    return merged
