"""Whether a manifest fits the API of a Kubernetes version: no unknown field, nothing missing, types, ranges and words right.

The verdict comes from compiled validators, in about a microsecond; only a manifest that is refused is walked again, slowly, to
say in plain words what is wrong where.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from kgen.problems import Path
from kgen.verify import definitions, pods
from kgen.verify.definitions import Schema, versions
from kgen.verify.errors import Manifest, SchemaError, dotted, either, meant, shown

__all__ = ["SchemaError", "errors", "known", "versions"]

_FEW = 8
"""A message lists the fields of a type when it has no more than this."""

_METADATA = "meta.v1.ObjectMeta"
_TEMPLATE = "core.v1.PodTemplateSpec"

_WORDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "a map",
}


def errors(manifest: Manifest, version: str) -> list[SchemaError]:
    """What the API of this version would refuse, in the order of the manifest.

    Of a kind that is not `known`, only the metadata and the pod template are judged. Raises ValueError for a version that is not
    in `versions()`.
    """
    api_version, kind = manifest.get("apiVersion"), manifest.get("kind")
    if not isinstance(api_version, str) or not isinstance(kind, str):
        return _nameless(manifest, version)
    name = f"{api_version}/{kind}"
    if _acceptor(version, name) is not None:
        return _judge(version, kind, name, manifest, ())
    if definitions.builtin(api_version):
        return _missing(api_version, kind, version)
    found = _judge(version, kind, _METADATA, manifest.get("metadata", {}), ("metadata",))
    template = pods.template(manifest)
    return found if template is None else found + _judge(version, kind, _TEMPLATE, template[1], template[0])


def known(manifest: Manifest, version: str) -> bool:
    """Whether `errors` can judge all of this manifest; False for custom resources of which kgen has no schema.

    Raises ValueError for a version that is not in `versions()`.
    """
    definitions.table(version)
    api_version, kind = manifest.get("apiVersion"), manifest.get("kind")
    if not isinstance(api_version, str) or definitions.builtin(api_version):
        return True
    return isinstance(kind, str) and _acceptor(version, f"{api_version}/{kind}") is not None


@lru_cache(maxsize=2048)
def _acceptor(version: str, name: str) -> Callable[[Any], bool] | None:
    """The compiled verdict on a type, or None for one that this version does not have."""
    if name not in definitions.kinds(version, name.rpartition("/")[0]):
        return None
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(definitions.document(version, name)).is_valid


def _judge(version: str, kind: str, name: str, value: object, path: Path) -> list[SchemaError]:
    accepts = _acceptor(version, name)
    reason = "it does not fit"
    try:
        if accepts is not None and accepts(value):
            return []
    except ValueError as refused:
        reason = str(refused)
    found = list(_Walk(version, kind, name).errors(value, path))
    return found or [SchemaError(path, f"'{dotted(path) or kind}' is not plain JSON data: {shown(reason)}")]


def _nameless(manifest: Manifest, version: str) -> list[SchemaError]:
    definitions.table(version)
    found = []
    for field in ("apiVersion", "kind"):
        if field not in manifest:
            found.append(SchemaError((field,), f"'{field}' is missing"))
        elif not isinstance(manifest[field], str):
            found.append(SchemaError((field,), f"'{field}' must be a string, not {_word(manifest[field])}"))
    return found


def _missing(api_version: str, kind: str, version: str) -> list[SchemaError]:
    """A kind of Kubernetes' own groups that this version lacks: where it is now, or what was meant."""
    names = [name.rpartition("/") for name in definitions.table(version) if "/" in name]
    elsewhere = [api for api, _, name in names if name == kind]
    if elsewhere:
        near = [api for api in elsewhere if definitions.group(api) == definitions.group(api_version)] or elsewhere
        hint = f"; it is in '{min(near, key=len)}'"
    else:
        hint = meant(kind, [name for api, _, name in names if api == api_version])
    return [SchemaError(("kind",), f"'{shown(kind)}' is no kind of '{shown(api_version)}' in Kubernetes {version}{hint}")]


class _Walk:
    """Says why a manifest does not fit. Knows the keywords that the build script writes, and no others."""

    def __init__(self, version: str, kind: str, name: str) -> None:
        self.version, self.kind, self.name = version, kind, name
        self.schema = definitions.document(version, name)
        self.types: dict[str, Schema] = self.schema["$defs"]

    def errors(self, value: object, path: Path) -> Iterator[SchemaError]:
        return self._value(self.schema, value, path, self.name)

    def _value(self, schema: Schema, value: object, path: Path, name: str) -> Iterator[SchemaError]:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            schema = self.types[name]
        types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
        if types and not any(_is(value, each) for each in types):
            wanted = either(_WORDS[each] for each in types)
            yield SchemaError(path, f"'{dotted(path) or self.kind}' must be {wanted}, not {_word(value)}")
        elif isinstance(value, dict):
            yield from self._object(schema, value, path, name)
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                yield from self._value(schema.get("items", {}), item, (*path, index), name)
        else:
            yield from _scalar(schema, value, path)

    def _object(self, schema: Schema, value: dict[object, object], path: Path, name: str) -> Iterator[SchemaError]:
        fields: dict[str, Schema] = schema.get("properties", {})
        others: Any = schema.get("additionalProperties", {})
        for field in schema.get("required", ()):
            if field not in value:
                yield SchemaError((*path, field), f"'{dotted((*path, field))}' is missing")
        for key, item in value.items():
            if not isinstance(key, str):
                yield SchemaError(path, f"'{dotted(path) or self.kind}' has the key {shown(key)}, which must be a string")
            elif key in fields:
                yield from self._value(fields[key], item, (*path, key), name)
            elif others is False:
                yield SchemaError((*path, key), self._stranger(key, path, name, fields))
            else:
                yield from self._value(others, item, (*path, key), name)

    def _stranger(self, key: str, path: Path, name: str, fields: dict[str, Schema]) -> str:
        owner = f"{self.kind}.{dotted(path)}" if path else self.kind
        having = definitions.versions_with(name, key)
        if having:
            later = [version for version in having if _number(version) > _number(self.version)]
            when = f"it came with {later[0]}" if later else f"it was there until {having[-1]}"
            return f"'{shown(key)}' is not a field of {owner} in Kubernetes {self.version}; {when}"
        hint = meant(key, fields)
        if not hint and 0 < len(fields) <= _FEW:
            hint = f"; its fields are {', '.join(sorted(fields))}"
        return f"'{shown(key)}' is not a field of {owner}{hint}"


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _is(value: object, name: str) -> bool:
    """Whether a value has a JSON Schema type (1.0 counts as an integer there)."""
    match value:
        case bool():
            return name == "boolean"
        case int():
            return name in ("integer", "number")
        case float():
            return math.isfinite(value) and (name == "number" or (name == "integer" and value.is_integer()))
        case str():
            return name == "string"
        case list() | tuple():
            return name == "array"
        case dict():
            return name == "object"
        case _:
            return False


def _word(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, float):
        return shown(value)
    names = (name for name in _WORDS if _is(value, name))
    return _WORDS.get(next(names, ""), shown(value))


def _scalar(schema: Schema, value: object, path: Path) -> Iterator[SchemaError]:
    """Allowed words, ranges and patterns."""
    name, said = dotted(path), f"not {shown(value)}" if not isinstance(value, str) else f"not '{shown(value)}'"
    if "enum" in schema and value not in schema["enum"]:
        allowed = either(f"'{word}'" for word in schema["enum"])
        yield SchemaError(path, f"'{name}' must be {allowed}, {said}{meant(str(value), schema['enum'])}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
        if not low <= value <= high:
            yield SchemaError(path, f"'{name}' must be {schema.get('title') or _range(low, high)}, {said}")
    if isinstance(value, str) and "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        yield SchemaError(path, f"'{name}' must be {schema['title']}, {said}")


def _range(low: float, high: float) -> str:
    if high == math.inf:
        return f"{low} or more"
    return f"at most {high}" if low == -math.inf else f"between {low} and {high}"
