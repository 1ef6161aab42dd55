"""A package of declarations as the JSON Schemas of its API groups."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath

from scripts.custom_schemas.typescript import Module, Schema, parse

Types = dict[str, Schema]

_CORE = re.compile(
    r"I?IoK8s(?:Api|ApimachineryPkgApis)(?P<group>[A-Z][a-z]+)(?P<version>V\d+(?:(?:alpha|beta)\d+)?)(?P<type>[A-Z]\w*)"
)
_FREE: Types = {
    "IntOrString": {"type": ["integer", "string"]},
    "Quantity": {"type": ["string", "number"]},
    "Time": {"type": "string"},
    "JSON": {},
    "RawExtension": {},
    "ParentReference": {},
}
"""Types of other packages that are written as scalars, or as anything."""


class Package:
    """The unpacked package in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._modules: dict[str, Module] = {}

    def groups(self) -> dict[str, Types]:
        """The kinds of each group, with all types they lead to, by name."""
        found: dict[str, Types] = {}
        for path in sorted(self._folder.rglob("*.d.ts")):
            file = path.relative_to(self._folder).as_posix()
            if file.startswith("_schemas/"):
                continue
            for name, schema in self._module(file).types.items():
                kind = _kind(schema)
                if kind and not kind.endswith("List"):
                    _Collector(self, found.setdefault(kind.split("/")[0], {})).add(kind, name, file)
        return found

    def find(self, name: str, file: str) -> tuple[str, str] | None:
        """The file in which a name of a file is declared, and its name there; None for what is declared in another package."""
        module = self._module(file)
        if name in module.types:
            return name, file
        source, original = module.imports[name]
        if not source.startswith("."):
            return None
        target = f"{normpath(join(dirname(file), source)).removesuffix('.js')}.d.ts"
        return self._module(target).exports[original], target

    def type(self, name: str, file: str) -> Schema:
        """The schema of a type as it is declared."""
        return self._module(file).types[name]

    def imported(self, name: str, file: str) -> str:
        """The name that a name of a file has where it is declared."""
        return self._module(file).imports[name][1]

    def _module(self, file: str) -> Module:
        if file not in self._modules:
            self._modules[file] = parse((self._folder / file).read_text(encoding="utf-8"))
        return self._modules[file]


class _Collector:
    """Collects the types of one group with references that hold outside of their files."""

    def __init__(self, package: Package, types: Types) -> None:
        self._package = package
        self._types = types

    def add(self, key: str, name: str, file: str) -> None:
        """Put a type under a key, and all it refers to."""
        self._types[key] = {}
        self._types[key] = self._resolved(self._package.type(name, file), file)

    def _resolved(self, schema: Schema, file: str) -> Schema:
        if "$ref" in schema:
            return self._reference(schema["$ref"], file)
        resolved = {key: value for key, value in schema.items() if key != "allOf"}
        is_kind = bool(_kind(schema))
        if "properties" in schema:
            fields = {name: field for name, field in schema["properties"].items() if not (is_kind and name == "status")}
            resolved["properties"] = {name: self._resolved(field, file) for name, field in fields.items()}
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                resolved[key] = self._resolved(schema[key], file)
        for base in schema.get("allOf", ()):
            self._extend(resolved, base["$ref"], file)
        required = {*resolved.get("required", ()), *(["metadata"] if is_kind else [])} & resolved.get("properties", {}).keys()
        return resolved | ({"required": sorted(required)} if required else {})

    def _extend(self, schema: Schema, base: str, file: str) -> None:
        """Add the fields of what a type extends; of a type of another package any field may come."""
        found = self._package.find(base, file)
        if found is None:
            schema["additionalProperties"] = {}
            return
        inherited = self._resolved(self._package.type(*found), found[1])
        schema["properties"] = {**inherited.get("properties", {}), **schema.get("properties", {})}
        schema["required"] = sorted({*inherited.get("required", ()), *schema.get("required", ())})
        schema["additionalProperties"] = inherited.get("additionalProperties", False)

    def _reference(self, name: str, file: str) -> Schema:
        """A reference to the type under its short name, or the type itself if it has no fields."""
        found = self._package.find(name, file)
        if found is None:
            return _elsewhere(self._package.imported(name, file))
        own, target = found
        schema = self._package.type(own, target)
        if "properties" not in schema and "allOf" not in schema:
            return self._resolved(schema, target)
        short = f"{normpath(dirname(target)).replace('/', '.')}.{own.removeprefix('I')}"
        if short not in self._types:
            self.add(short, own, target)
        return {"$ref": f"#/$defs/{short}"}


def _kind(schema: Schema) -> str:
    """`group/version/Kind` of an object of the API; empty for what is only a part of one."""
    fields = schema.get("properties", {})
    version, kind = (fields.get(key, {}).get("enum", []) for key in ("apiVersion", "kind"))
    return f"{version[0]}/{kind[0]}" if len(version) == len(kind) == 1 and "/" in version[0] else ""


def _elsewhere(name: str) -> Schema:
    """A type of Kubernetes itself, under the name it has in kgen's schemas of it."""
    if name == "IObjectMeta":
        return {"$ref": "#/$defs/meta.v1.ObjectMeta"}
    for free, schema in _FREE.items():
        if name.endswith(free):
            return dict(schema)
    match = _CORE.fullmatch(name)
    if match is None:
        raise SystemExit(f"{name} is no known type of Kubernetes")
    return {"$ref": f"#/$defs/{match['group'].lower()}.{match['version'].lower()}.{match['type']}"}
