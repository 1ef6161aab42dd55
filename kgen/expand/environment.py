"""The Jinja2 environment in which expressions run: data only, strictly defined, and bounded in what it may build.

What an expression may *say* is decided on its syntax tree (`kgen.expand.expressions`); this is the second wall.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Protocol

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import do_default
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing, pass_context

from kgen.expand.words import kind

MOST_TEXT = 1_048_576
"""Characters of a text that an expression builds: the size to which the API limits what holds long texts
(https://kubernetes.io/docs/concepts/configuration/configmap/: 1 MiB)."""

MOST_WORK = 4_000_000
"""Values copied, characters joined and nodes of partials built for all manifests of one template."""

_VALUE = 16
"""What building one value costs, in characters joined."""


class ExpressionError(ValueError):
    """An expression that cannot have a value; the text says why."""


class TooLargeError(Exception):
    """A template builds more than `MOST_WORK`."""


class MissingValueError(UndefinedError):
    """An undefined value was used; `missing` knows which."""

    def __init__(self, absent: Missing) -> None:
        super().__init__("undefined")
        self.missing = absent


class Missing(StrictUndefined):
    """A value that is not there. All that one can do with it is to ask whether it is defined."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        super().__init__(hint, obj, name)
        self._undefined_exception = lambda _message: MissingValueError(self)  # type: ignore[assignment]


class Meter:
    """What one expansion may still build, so that partials of partials cannot exhaust memory or time."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_WORK

    def spend(self, characters: int) -> None:
        self.left -= characters
        if self.left < 0:
            raise TooLargeError

    def build(self, values: int) -> None:
        self.spend(values * _VALUE)


class Scope(Context):
    """What the expressions of a template see, and what they may call."""

    def __init__(self, values: Mapping[str, Any], functions: Mapping[str, Any], meter: Meter, chain: tuple[str, ...]) -> None:
        super().__init__(ENVIRONMENT, {**functions, **values}, None, {})
        self.values_given = values
        self.functions = frozenset(functions.values())
        self.meter = meter
        self.chain = chain


class Partial(Protocol):
    """What an insertion builds; `kgen.expand.template.Template` is one."""

    def insert(self, scope: Scope, name: str) -> Any: ...

    def insert_trace(self, scope: Scope, name: str) -> Any: ...


class Insertion:
    """A partial as expressions see it; each call builds it anew. It is looked up by its name, as partials may name each other."""

    __slots__ = ("name", "partials")

    def __init__(self, name: str, partials: Mapping[str, Partial]) -> None:
        self.name, self.partials = name, partials

    def build(self, scope: Scope) -> Any:
        return self.partials[self.name].insert(scope, self.name)

    def trace(self, scope: Scope) -> Any:
        return self.partials[self.name].insert_trace(scope, self.name)


class Expressions(ImmutableSandboxedEnvironment):
    """Attributes are declared fields or keys, never Python attributes; calls go to fragments only."""

    intercepted_binops = frozenset({"+", "-"})

    def __init__(self) -> None:
        super().__init__(undefined=Missing, optimized=False, cache_size=0, autoescape=False)
        self.globals.clear()
        self.filters = {"default": do_default, "length": _length, JOIN: _join}
        self.tests = {name: self.tests[name] for name in TESTS}
        self._fields: dict[type, frozenset[str]] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        of = type(obj)
        if of is dict:
            if attribute in obj:
                return obj[attribute]
        elif attribute in (self._fields.get(of) or self._declared(of)):
            return getattr(obj, attribute)
        return obj if of is Missing else Missing(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(argument) is Missing:
            raise MissingValueError(argument)
        if type(obj) in {list, tuple, dict}:
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return Missing(obj=obj, name=argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return obj if type(obj) is Missing else Missing(obj=obj, name=argument)

    def call(self, context: Scope, function: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        if function not in context.functions:
            raise SecurityError("only fragments can be called")
        if type(function) is Insertion:
            return function.build(context)
        for value in (*args, *kwargs.values()):
            if type(value) is Missing:
                raise MissingValueError(value)
        return function(*args, **kwargs)

    def call_binop(self, context: Scope, operator: str, left: Any, right: Any) -> Any:  # type: ignore[override]
        for value in (left, right):
            if type(value) is Missing:
                raise MissingValueError(value)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _join(context, [left, right])
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            context.meter.build(len(left) + len(right))
            return [*left, *right]
        if _number(left) and _number(right):
            return left + right if operator == "+" else left - right
        takes = "two numbers, two texts or two lists" if operator == "+" else "two numbers"
        raise ExpressionError(f"'{operator}' takes {takes}, not {kind(left)} and {kind(right)}")

    def _declared(self, of: type) -> frozenset[str]:
        """The declared fields of a model or dataclass; nothing for all other types."""
        declared = getattr(of, "__pydantic_fields__", None) or getattr(of, "__dataclass_fields__", {})
        fields = frozenset(name for name in declared if not name.startswith("_"))
        if fields:
            self._fields[of] = fields
        return fields


TESTS = ("defined", "undefined", "none")
FILTERS = ("default", "length")

JOIN = "~"
"""The filter that stands for text with expressions in it, and for the operator `~`; no expression can name it."""


def text(value: Any) -> str:
    """A value inside other text.

    Raises ExpressionError for anything but text and whole numbers: how null, booleans and lists look in text is an accident.
    """
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is Missing:
        raise MissingValueError(value)
    raise ExpressionError(f"only text and whole numbers can stand inside other text, not {kind(value)}")


@pass_context
def _join(context: Scope, parts: list[Any]) -> str:
    texts = [text(part) for part in parts]
    length = sum(map(len, texts))
    if length > MOST_TEXT:
        raise ExpressionError(f"the text has {length:,} characters; at most {MOST_TEXT:,} are allowed")
    context.meter.spend(length)
    return "".join(texts)


def _length(value: Any) -> int:
    if isinstance(value, str | list | tuple | dict):
        return len(value)
    if type(value) is Missing:
        raise MissingValueError(value)
    raise ExpressionError(f"'length' counts text, lists and maps, not {kind(value)}")


def _number(value: Any) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


ENVIRONMENT = Expressions()
