"""TypeScript declarations as JSON Schema: the small part of the language that generated models use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]

_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|\s+|(?P<token>"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$]*|-?\d+(?:\.\d+)?|[^\s\w])', re.DOTALL)
_SCALARS: dict[str, Schema] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "any": {},
    "unknown": {},
    "object": {"type": "object"},
}


@dataclass
class Module:
    """One file: the types it declares, by the names they have in it, and where the names it imports come from."""

    types: dict[str, Schema] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    """Names under which others import a type, and its own name."""
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Own names, and the file and the name there."""


def parse(text: str) -> Module:
    """The declarations of a file. A reference to another type is `{"$ref": name}`, what a type extends stands in its `allOf`.

    SyntaxError for what is not understood.
    """
    return _Parser([match["token"] for match in _TOKEN.finditer(text) if match["token"]]).module()


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def module(self) -> Module:
        module = Module()
        while self._at < len(self._tokens):
            match self._next():
                case "import":
                    self._import(module)
                case "interface":
                    self._interface(module)
                case "type" if self._peek() == "{":
                    module.exports.update({name: own for own, name in self._names()})
                case "type":
                    name = self._next()
                    self._expect("=")
                    module.types[name] = self._type()
                case "class":
                    self._class()
        module.exports.update({name: name for name in module.types})
        return module

    def _import(self, module: Module) -> None:
        names = self._names()
        self._expect("from")
        source = self._next().strip('"')
        module.imports.update({own: (source, name) for name, own in names})

    def _names(self) -> list[tuple[str, str]]:
        """`{ A as B, C }` as pairs of names."""
        self._expect("{")
        names = []
        while not self._took("}"):
            name = self._next()
            names.append((name, self._next() if self._took("as") else name))
            self._took(",")
        return names

    def _interface(self, module: Module) -> None:
        name = self._next()
        bases = []
        while self._peek() != "{":
            bases.append(self._next())
        refs = [{"$ref": base} for base in bases if base not in ("extends", ",", "TypeMeta")]
        module.types[name] = self._object() | ({"allOf": refs} if refs else {})

    def _class(self) -> None:
        while not self._took("{"):
            self._next()
        depth = 1
        while depth:
            token = self._next()
            depth += (token == "{") - (token == "}")

    def _type(self) -> Schema:
        """A type, or several of which one must fit."""
        self._took("|")
        choices = [self._narrowed()]
        while self._took("|"):
            choices.append(self._narrowed())
        return _either(choices)

    def _narrowed(self) -> Schema:
        """A type; what `&` demands of it besides (exactly one of some fields) is more than types and required fields say."""
        schema = self._single()
        while self._took("&"):
            self._single()
        return schema

    def _single(self) -> Schema:
        schema = self._atom()
        while self._took("["):
            self._expect("]")
            schema = {"type": "array", "items": schema}
        return schema

    def _atom(self) -> Schema:
        if self._peek() == "{":
            return self._object()
        token = self._next()
        if token == "(":
            schema = self._type()
            self._expect(")")
            return schema
        if token.startswith('"'):
            return {"type": "string", "enum": [token.strip('"')]}
        if token == "null":
            return {"type": "null"}
        if token == "Array":
            self._expect("<")
            items = self._type()
            self._expect(">")
            return {"type": "array", "items": items}
        if self._took("<"):
            while not self._took(">"):
                self._type()
                self._took(",")
            return {}
        if re.fullmatch(r"[A-Za-z_$][\w$]*", token):
            return dict(_SCALARS.get(token, {"$ref": token}))
        if re.fullmatch(r"-?\d+", token):
            return {"type": "integer", "enum": [int(token)]}
        raise SyntaxError(f"a type cannot begin with {token!r}")

    def _object(self) -> Schema:
        self._expect("{")
        schema: Schema = {"type": "object"}
        required = []
        while not self._took("}"):
            if self._took("["):
                self._next()
                self._expect(":")
                self._type()
                self._expect("]")
                self._expect(":")
                schema["additionalProperties"] = self._type()
            else:
                name = self._next().strip('"')
                if not self._took("?"):
                    required.append(name)
                self._expect(":")
                schema.setdefault("properties", {})[name] = self._type()
            self._took(";")
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        return schema | ({"required": sorted(required)} if required else {})

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _took(self, token: str) -> bool:
        if self._peek() == token:
            self._at += 1
            return True
        return False

    def _expect(self, token: str) -> None:
        if (found := self._next()) != token:
            raise SyntaxError(f"{found!r} stands where {token!r} must")


def _either(choices: list[Schema]) -> Schema:
    """One schema for several: words together, plain types together. Nulls are refused everywhere, so they are left out."""
    choices = [choice for choice in choices if choice != {"type": "null"}]
    if len(choices) == 1 or {} in choices:
        return choices[0] if len(choices) == 1 else {}
    if all(choice.get("type") == "string" and "enum" in choice for choice in choices):
        return {"type": "string", "enum": [word for choice in choices for word in choice["enum"]]}
    if all(choice.keys() == {"type"} for choice in choices):
        return {"type": [choice["type"] for choice in choices]}
    return {}
