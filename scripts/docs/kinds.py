"""What a field takes, in the words of the reference pages."""

from __future__ import annotations

import ast
import inspect
import types as builtin_types
from itertools import pairwise
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from kgen.layer.fullform import holder
from kgen.model import container, types
from kgen.model.base import Model

_PLAIN = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`", Any: "anything"}

WORDS = {
    "Text": "text",
    "Seconds": "duration",
    "Milliseconds": "short duration",
    "ServiceName": "service name",
    "Name": "name",
    "ObjectName": "object name",
    "PortName": "port name",
    "DataClass": "class of data",
    "EnvName": "variable name",
    "LabelKey": "label key",
    "LabelValue": "label value",
    "AbsolutePath": "path",
    "UrlPath": "URL path",
    "Host": "host name",
    "Cidr": "address range",
    "Day": "day",
    "Cpu": "CPU amount",
    "Bytes": "byte amount",
    "Image": "image",
}
"""The word for each named type of the models; the page's last section explains them."""


_PERIODS = ("Seconds", "Milliseconds")
"""Named types that fields bound in turn."""


def named_types() -> dict[str, str]:
    """What each named type of the models says of itself, by its name."""
    return {name: _docstrings(types).get(name) or _docstrings(container).get(name, "") for name in WORDS}


def _docstrings(module: Any) -> dict[str, str]:
    found = {}
    for node, below in pairwise(ast.parse(inspect.getsource(module)).body):
        name = node.targets[0] if isinstance(node, ast.Assign) else None
        said = below.value if isinstance(below, ast.Expr) else None
        if isinstance(name, ast.Name) and isinstance(said, ast.Constant) and isinstance(said.value, str):
            found[name.id] = " ".join(said.value.split())
    return found


def takes(annotation: Any) -> str:
    """What a field of this type takes; models are named by what holds them, their fields stand in a table of their own."""
    held = holder(annotation)
    if held:
        short = "a short form or a map" if held[1].SHORTHAND else "a map"
        return {"one": short, "list": "a list of maps", "map": f"{short} for each {_key(annotation)}"}[held[0]]
    if name := _name_of(annotation):
        return WORDS[name]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, builtin_types.UnionType):
        return takes(next(argument for argument in arguments if argument is not type(None)))
    if origin is Annotated:
        period = next((WORDS[name] for name in _PERIODS if get_args(getattr(types, name))[1] in arguments), "")
        return f"{period or takes(arguments[0])}{_bounds(arguments[1:])}"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is list:
        return f"a list of {takes(arguments[0])}"
    if origin is dict:
        return f"{takes(arguments[1])} for each {takes(arguments[0])}"
    return _PLAIN[annotation]


def _key(annotation: Any) -> str:
    """What the keys of a map of models are."""
    arguments = get_args(annotation)
    return takes(arguments[0]) if arguments else "name"


def _name_of(annotation: Any) -> str | None:
    if isinstance(annotation, type):
        return None
    for name in WORDS:
        if annotation == getattr(types, name, None) or annotation == getattr(container, name, None):
            return name
    return None


def _bounds(metadata: tuple[Any, ...]) -> str:
    flat = [inner for item in metadata for inner in (item.metadata if isinstance(item, FieldInfo) else [item])]
    least = next((item.ge for item in flat if isinstance(item, Ge)), None)
    most = next((item.le for item in flat if isinstance(item, Le)), None)
    if least is not None and most is not None:
        return f", {least} to {most}"
    return f", at least {least}" if least is not None else ""


def model_of(annotation: Any) -> type[Model] | None:
    """The model that a field holds, one or several of it."""
    held = holder(annotation)
    return held[1] if held else None
