"""The base of all models, and the shorthand forms that stand for a full one.

Models see only the full form; `kgen.layer.fullform` brings every layer to it first. Both it and the JSON Schema read the
shorthand from the class, so that a form is declared once, beside the fields it stands for.

Modules of models have no `from __future__ import annotations`: pydantic would read every annotation a second time, from text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticUndefined


class Shorthand(NamedTuple):
    """Another way to write a model: `expand` gives the full form of a value, or the value as it is if it is no shorthand.

    `schema` is the JSON Schema of what the shorthand accepts.
    """

    expand: Callable[[Any], Any]
    schema: dict[str, Any]


SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
TEXTS: dict[str, Any] = {"type": "array", "items": SCALAR}


def scalar(field: str, schema: dict[str, Any] = SCALAR) -> Shorthand:
    """A lone scalar stands for `{field: scalar}`."""

    def expand(value: Any) -> Any:
        return {field: value} if isinstance(value, str | int | float) else value

    return Shorthand(expand, schema)


def items(field: str, schema: dict[str, Any] = TEXTS) -> Shorthand:
    """A list stands for `{field: list}`."""
    return Shorthand(lambda value: {field: value} if isinstance(value, list) else value, schema)


class Model(BaseModel):
    """A frozen value without unknown fields; numbers and texts are not taken for each other."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    SHORTHAND: ClassVar[Shorthand | None] = None
    WRITTEN: ClassVar[tuple[str, ...]] = ()
    """What people may write besides the fields; earlier stages take it out."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Lets empty maps and lists be made, and models be shared, where they are the default: pydantic would copy it."""
        for field in cls.model_fields.values():
            default = field.default
            if (type(default) in (dict, list) and not default) or isinstance(default, Model):
                field.default_factory = type(default) if not isinstance(default, Model) else partial(_same, default)
                field.default = PydanticUndefined


def _same(default: Model) -> Model:
    return default


class Named(Model):
    """A value that stands in a map under its name."""

    KEYS: ClassVar[bool] = False
    """Whether a list of names stands for a map of names to empty values."""

    name: str = ""
    """Set from the map's key; nobody writes it."""
