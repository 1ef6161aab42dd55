"""What the models say about themselves: the docstrings of classes and fields, read from their source."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from kgen.layer.fullform import holder
from kgen.model.base import Model


def of_model(model: type[Model]) -> str:
    """The docstring of a model, a line per paragraph."""
    return _lines(model.__doc__ or "")


def of_field(model: type[Model], name: str) -> str:
    """The docstring of a field; without one, that of the model it holds, or else of the model it stands in."""
    for owner in model.__mro__:
        words = _fields(owner.__module__).get((owner.__name__, name)) if issubclass(owner, Model) else None
        if words:
            return _lines(words)
    held = holder(model.model_fields[name].annotation)
    return of_model(held[1] if held and held[0] == "one" else model)


@cache
def _fields(module: str) -> dict[tuple[str, str], str]:
    """The docstrings of all fields in a module, by class and field."""
    found = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(node, ast.ClassDef):
            for field, below in pairwise(node.body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and (words := _text(below)):
                    found[node.name, field.target.id] = words
    return found


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


def _lines(docstring: str) -> str:
    return "\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(docstring).split("\n\n"))
