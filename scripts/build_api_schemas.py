"""Build the compact Kubernetes API schemas in `schemas/kubernetes/` from the installed kubernetes-validate.

    python scripts/build_api_schemas.py

Two files come out, committed and part of the wheel:

`definitions.tsv`: every type of the API in every version since 1.29, one line per type and change: name, the first version
with this form, JSON Schema (`null`: gone from that version on). The first line lists the versions. A kind is named
`apps/v1/Deployment`, any other type `core.v1.Container`. Unknown fields and nulls are refused; `api_limits.yaml` adds ranges
and allowed words.

`merge-keys.json`: how the lists of each type merge in a patch, from the newest version that has the type. For each field: `of`
the type of the value or of its items; `key` the key its list merges by, or `set`; `keys` all keys that tell items apart, if
more than one; `strategy` `retainKeys` or `replace` where the API has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]

FIRST = (1, 29)
"""The oldest Kubernetes version that kgen writes for."""

TARGET = Path(__file__).resolve().parent.parent / "schemas" / "kubernetes"
LIMITS = Path(__file__).with_name("api_limits.yaml")

_SHORT = re.compile(r"^io\.k8s\.(?:api|apimachinery\.pkg\.apis|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis)\.")
_FOLDER = re.compile(r"^v(\d+)\.(\d+)\.0-local-strict$")
_BOUNDS = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
}
_QUANTITY = {
    "pattern": r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$",
    "title": "a quantity, such as 250m, 2, 512Mi or 1Gi",
}
"""https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"""

_META = "io.k8s.apimachinery."
"""Types of the machinery (DeleteOptions, Status, WatchEvent) bear kinds of every group, and are no objects of a cluster."""


def main() -> None:
    """Write both files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in build().items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


def build() -> dict[str, str]:
    """The text of each file, by its name."""
    sources = dict(_sources())
    limits: dict[str, Schema] = yaml.safe_load(LIMITS.read_text(encoding="utf-8"))["fields"]
    tables = {version: _table(source, limits) for version, source in sources.items()}
    _refuse_unused(limits, tables)
    return {"definitions.tsv": _rows(tables), "merge-keys.json": _merge_keys(sources)}


def _sources() -> Iterator[tuple[str, dict[str, Schema]]]:
    """Version and all its types, kinds as `apps/v1/Deployment`; oldest version first."""
    root = Path(str(files("kubernetes_validate"))) / "kubernetes-json-schema"
    found = [(tuple(map(int, match.groups())), folder) for folder in root.iterdir() if (match := _FOLDER.match(folder.name))]
    for version, folder in sorted(found):
        if version >= FIRST:
            types: dict[str, Schema] = json.loads((folder / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
            yield ".".join(map(str, version)), types | dict(_kinds(types, folder))


def _kinds(types: dict[str, Schema], folder: Path) -> Iterator[tuple[str, Schema]]:
    """The kinds, from their own files: those know which fields an object needs."""
    for name, schema in types.items():
        for known in schema.get("x-kubernetes-group-version-kind", ()):
            group, version, kind = known["group"], known["version"], known["kind"]
            if name.startswith(_META) or kind.endswith("List"):
                continue
            package = name.split(".")[-3] if group else ""
            file = "-".join(part for part in (kind.lower(), package, version) if part)
            text = (folder / f"{file}.json").read_text(encoding="utf-8")
            yield f"{group}/{version}/{kind}".lstrip("/"), json.loads(text)


def _table(types: dict[str, Schema], limits: dict[str, Schema]) -> dict[str, str]:
    """Schema text by short name, of the kinds and of what they refer to."""
    table: dict[str, str] = {}
    waiting = [name for name in types if "/" in name]
    while waiting:
        name = waiting.pop()
        if _short(name) in table:
            continue
        schema = _compact(types[name], types)
        for field, limit in limits.items():
            if field.rpartition(".")[0] == _short(name):
                _limit(schema, field.rpartition(".")[2], limit)
        table[_short(name)] = json.dumps(schema, sort_keys=True, separators=(",", ":"))
        waiting += _references(types[name])
    return table


def _limit(schema: Schema, field: str, limit: Schema) -> None:
    """Add a limit to a field, or with `field[]` to the items of a list; a version without the field needs none."""
    found = schema["properties"].get(field.removesuffix("[]"))
    if found is not None:
        (found["items"] if field.endswith("[]") else found).update(limit)


def _refuse_unused(limits: dict[str, Schema], tables: dict[str, dict[str, str]]) -> None:
    """A limit for a field that no version has is a mistake in `api_limits.yaml`."""
    for field in limits:
        owner, _, name = field.rpartition(".")
        key = f'"{name.removesuffix("[]")}":'
        if not any(key in table.get(owner, "") for table in tables.values()):
            raise SystemExit(f"'{field}' of {LIMITS.name} is a field of no version")


def _short(name: str) -> str:
    return _SHORT.sub("", name)


def _target(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/$defs/")[2]


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield _target(schema)
        for value in schema.values():
            yield from _references(value)


def _compact(schema: Schema, types: dict[str, Schema]) -> Schema:
    """The schema without descriptions and nulls; scalars and free-form types stand where they are used."""
    if "$ref" in schema:
        target = types[_target(schema)]
        return {"$ref": f"#/$defs/{_short(_target(schema))}"} if "properties" in target else _compact(target, types)
    if "oneOf" in schema:
        return _choice(schema)
    compact: Schema = {key: schema[key] for key in ("required", "enum", "additionalProperties") if key in schema}
    if "type" in schema:
        compact["type"] = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    compact.update(_BOUNDS.get(schema.get("format", ""), {}))
    if "properties" in schema:
        compact["properties"] = {name: _compact(field, types) for name, field in schema["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            compact[key] = _compact(schema[key], types)
    return compact


def _choice(schema: Schema) -> Schema:
    """`int-or-string`, or a quantity, which the API documents call a string or a number."""
    types = [name for choice in schema["oneOf"] for name in choice["type"] if name != "null"]
    return {"type": types} | (_QUANTITY if "number" in types else {})


def _rows(tables: dict[str, dict[str, str]]) -> str:
    """One line per type and change, by name; a new version adds lines only for what it changes."""
    rows = ["\t".join(tables)]
    for name in sorted({name for table in tables.values() for name in table}):
        last = "null"
        for version, table in tables.items():
            text = table.get(name, "null")
            if text != last:
                rows.append(f"{name}\t{version}\t{text}")
                last = text
    return "\n".join(rows) + "\n"


def _merge_keys(sources: dict[str, dict[str, Schema]]) -> str:
    """One line per type that has, or leads to, a list that merges."""
    types = {name: schema for source in sources.values() for name, schema in source.items()}
    fields = {name: _merges(schema) for name, schema in types.items()}
    useful: set[str] = set()
    while grown := {n for n, fs in fields.items() if n not in useful and any(_leads(f, useful) for f in fs.values())}:
        useful |= grown
    reached = _reached([name for name in useful if "/" in name], fields, useful)
    kept = {_short(n): {f: _named(m) for f, m in sorted(fields[n].items()) if _leads(m, useful)} for n in reached}
    return "{\n" + ",\n".join(f"{json.dumps(n)}: {json.dumps(kept[n])}" for n in sorted(kept)) + "\n}\n"


def _leads(merge: Schema, useful: set[str]) -> bool:
    return "key" in merge or "strategy" in merge or merge.get("of") in useful


def _reached(names: list[str], fields: dict[str, dict[str, Schema]], useful: set[str]) -> set[str]:
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name in useful and name not in seen:
            seen.add(name)
            names += [merge["of"] for merge in fields[name].values() if "of" in merge]
    return seen


def _named(merge: Schema) -> Schema:
    return merge | {"of": _short(merge["of"])} if "of" in merge else merge


def _merges(schema: Schema) -> dict[str, Schema]:
    return {name: _merge(field) for name, field in schema.get("properties", {}).items() if name != "status"}


def _merge(field: Schema) -> Schema:
    inner = field.get("items") or field.get("additionalProperties") or field
    merge: Schema = {"of": _target(inner)} if isinstance(inner, dict) and "$ref" in inner else {}
    strategies = field.get("x-kubernetes-patch-strategy", "").split(",")
    keys = field.get("x-kubernetes-list-map-keys", [])
    key = field.get("x-kubernetes-patch-merge-key") or (keys[0] if keys else "")
    if not key and (field.get("x-kubernetes-list-type") == "set" or ("merge" in strategies and "items" in field)):
        key = "set"
    if key:
        merge["key"] = key
    if len(keys) > 1:
        merge["keys"] = keys
    special = [strategy for strategy in strategies if strategy in ("replace", "retainKeys")]
    if special:
        merge["strategy"] = special[0]
    return merge


if __name__ == "__main__":
    main()
