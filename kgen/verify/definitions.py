"""The Kubernetes API as data: the versions kgen knows, and the JSON Schema of each kind, custom resources included.

The data is `schemas/kubernetes/definitions.tsv`, built by `scripts/build_api_schemas.py`, and for custom resources a file for
each group in `schemas/custom/`, built by `scripts/custom_schemas`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from kgen.places import data

Schema = dict[str, Any]

_DOMAIN = re.compile(r"[a-z0-9][-a-z0-9]*(\.[a-z0-9][-a-z0-9]*)+")
_REFERENCE = re.compile(r'"\$ref":"#/\$defs/([^"]+)"')


@cache
def _file() -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """The versions, oldest first, and the rows (type, first version with this form, schema) by type and version."""
    head, *lines = (data("schemas") / "kubernetes" / "definitions.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t", 2) for line in lines)
    return tuple(head.split("\t")), tuple((name, since, text) for name, since, text in rows)


def versions() -> tuple[str, ...]:
    """The Kubernetes versions that kgen can write for, oldest first: `("1.29", …)`."""
    return _file()[0]


@cache
def table(version: str) -> dict[str, str]:
    """JSON Schema as text, by type: kinds as `apps/v1/Deployment`, others as `core.v1.Container`.

    Raises ValueError for a version that kgen does not know.
    """
    known, rows = _file()
    if version not in known:
        raise ValueError(f"'{version}' is not a Kubernetes version that kgen knows; it knows {known[0]} to {known[-1]}")
    old_enough = frozenset(known[: known.index(version) + 1])
    newest = {name: text for name, since, text in rows if since in old_enough}
    return {name: text for name, text in newest.items() if text != "null"}


@cache
def _groups() -> frozenset[str]:
    return frozenset(group(name.rpartition("/")[0]) for name, _, _ in _file()[1] if "/" in name)


def group(api_version: str) -> str:
    """`apps` of `apps/v1`, and the empty string of `v1`."""
    return api_version.rpartition("/")[0]


def builtin(api_version: str) -> bool:
    """Whether a group is Kubernetes' own; those of custom resources are domain names with at least one dot."""
    name = group(api_version)
    return "." not in name or name in _groups()


@cache
def custom(name: str) -> dict[str, str]:
    """JSON Schema as text of a group's custom resources, by type as in `table`; empty for a group that kgen does not know."""
    file = data("schemas") / "custom" / f"{name}.tsv"
    if not _DOMAIN.fullmatch(name) or not file.is_file():
        return {}
    rows = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:])
    return {key: text for key, _, text in rows}


def kinds(version: str, api_version: str) -> dict[str, str]:
    """The types among which those of an API version are: Kubernetes' own, and those of its group if that is a custom one."""
    return table(version) if builtin(api_version) else {**table(version), **custom(group(api_version))}


def document(version: str, name: str) -> Schema:
    """A complete JSON Schema (draft 2020-12) of one type: its own, and under `$defs` all it refers to.

    What a custom resource takes from Kubernetes has the form of this version; what this version lacks may be anything.
    """
    types = kinds(version, name.rpartition("/")[0])
    found: dict[str, Schema] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            text = types.get(current, "{}")
            found[current] = json.loads(text)
            waiting += _REFERENCE.findall(text)
    return {**found.pop(name), "$defs": found} if "/" in name else {"$ref": f"#/$defs/{name}", "$defs": found}


def versions_with(name: str, field: str) -> tuple[str, ...]:
    """The versions in which a type has a field, oldest first."""
    return tuple(v for v in versions() if field in json.loads(table(v).get(name, "{}")).get("properties", ()))
