"""What compiled expressions run in: the values they see, strictly defined, and a bound to what they may build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

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
        self.left -= values * _VALUE
        if self.left < 0:
            raise TooLargeError


Compute = Callable[["Frame"], Any]


class Frame(dict[Any, Any]):
    """What the expressions of one expansion see: the values given, under their names, and what has been computed so far.

    Expressions are pure, and the same ones occur in many templates (`service.name`, the labels): each is computed when first
    asked for, under its number in `known`, and shared from then on. So what a frame gives is for reading, never for keeping.
    """

    __slots__ = ("chain", "given", "known", "meter")

    def __init__(self, given: Mapping[str, Any], known: Mapping[Any, Compute], meter: Meter, chain: list[str]) -> None:
        super().__init__(given)
        self.given, self.known, self.meter = given, known, meter
        self.chain = chain
        """The partials that are being built, the outermost first."""

    def __missing__(self, key: Any) -> Any:
        compute = self.known.get(key)
        if compute is None:
            return Missing(name=key)
        found = self[key] = compute(self)
        return found

    def of_item(self, name: str, item: Any) -> Frame:
        """The frame of one item of a loop: nothing that was computed without it counts."""
        return Frame({**self.given, name: item}, self.known, self.meter, self.chain)


class Partial(Protocol):
    """What an insertion builds; `kgen.expand.template.Template` is one."""

    def insert(self, frame: Frame, name: str) -> Any: ...

    def insert_trace(self, frame: Frame, name: str) -> Any: ...


class Insertion:
    """A partial as expressions see it; each call builds it anew. It is looked up by its name, as partials may name each other."""

    __slots__ = ("name", "partials")

    def __init__(self, name: str, partials: Mapping[str, Partial]) -> None:
        self.name, self.partials = name, partials

    def build(self, frame: Frame) -> Any:
        return self.partials[self.name].insert(frame, self.name)

    def trace(self, frame: Frame) -> Any:
        return self.partials[self.name].insert_trace(frame, self.name)
