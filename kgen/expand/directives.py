"""The two directives at the root of a template: `$when: <expression>` and `$for: <name> in <expression>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from kgen.expand.blame import explain
from kgen.expand.environment import ExpressionError, Frame, Missing, MissingValueError, TooLargeError
from kgen.expand.expressions import Expression, Names, parse
from kgen.expand.place import at
from kgen.expand.slots import refused
from kgen.expand.words import kind, nearest, shown
from kgen.load import Document
from kgen.problems import Problem, Problems

DIRECTIVES = ("$when", "$for")

_LOOP = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s+in\s(.+)", re.DOTALL)
_WORDS = frozenset({"and", "or", "not", "if", "else", "in", "is", "true", "false", "none", "True", "False", "None"})


class Directive:
    """One expression of a directive, compiled when it is first asked."""

    def __init__(self, document: Document, key: str, expression: Expression, names: Names) -> None:
        self.document, self.key, self.expression, self.names = document, key, expression, names

    @cached_property
    def _program(self) -> Any:
        return self.names.program([self.expression.node])

    def value(self, frame: Frame) -> Any:
        """Raises Problems if the expression fails or is undefined."""
        try:
            (value,) = self._program(frame)
            if type(value) is Missing:
                raise MissingValueError(value)
        except (TooLargeError, MemoryError):
            raise
        except Exception as error:
            raise self.failed(frame, error) from error
        return value

    def failed(self, frame: Frame, error: Exception) -> Problems:
        if isinstance(error, Problems):
            return error
        return Problems([explain(self.document, (self.key,), self.expression, self.names, frame, error)])


class Condition(Directive):
    """`$when`."""

    def holds(self, frame: Frame) -> bool:
        return bool(self.value(frame))


class Loop(NamedTuple):
    """`$for`: the name each item gets, and where the items come from."""

    name: str
    source: Directive

    def items(self, frame: Frame) -> list[Any]:
        """The items: of a list as they are, of a map its values; a value that is a map and has no `name` gets its key as that.

        Null gives no items. Raises Problems for anything else.
        """
        found = self.source.value(frame)
        if isinstance(found, Mapping):
            return [_named(key, value) for key, value in found.items()]
        if found is None or isinstance(found, list | tuple):
            return list(found or ())
        error = ExpressionError(f"'$for' takes a list or a map, not {kind(found)}")
        raise self.source.failed(frame, error)


def _named(key: Any, value: Any) -> Any:
    return {"name": key, **value} if type(value) is dict and "name" not in value else value


class Directives(NamedTuple):
    """What stands at the root of a template besides the manifest. The names are those that the body may use."""

    condition: Condition | None
    loop: Loop | None
    names: Names

    @property
    def condition_of_items(self) -> bool:
        """Whether `$when` asks about each item of `$for`, and not about all at once."""
        return bool(self.condition and self.loop and self.loop.name in self.condition.expression.reads)


def read(document: Document, names: Names) -> Directives:
    """The directives of a template. Raises Problems."""
    data = document.data if isinstance(document.data, dict) else {}
    outside = names._replace(partials={})
    problems = [_unknown(document, key) for key in data if isinstance(key, str) and key[:1] == "$" and key not in DIRECTIVES]
    loop: Loop | None = None
    condition: Condition | None = None
    try:
        if "$for" in data:
            loop = _loop(document, data["$for"], outside)
            names = names._replace(values=names.values | {loop.name})
            outside = outside._replace(values=names.values)
        if "$when" in data and data["$when"] is not True:
            condition = Condition(document, "$when", _parse(document, "$when", data["$when"], outside), outside)
    except Problems as error:
        problems += error.problems
    if problems:
        raise Problems(problems)
    return Directives(condition, loop, names)


def _loop(document: Document, text: Any, names: Names) -> Loop:
    match = _LOOP.fullmatch(text) if isinstance(text, str) else None
    if not match:
        raise _problem(document, "$for", "'$for' needs a name and where its items come from", "$for: secret in service.secrets")
    name = match[1]
    # The fragments that come with kgen: to look for those of installed packages would read the metadata of all of them.
    if name in _WORDS or name in names.values or name in names.partials or name in tuple(names.fragments):
        problem = document.problem(("$for",), f"'{shown(name)}' is taken", "directive", hint="choose another name for the items")
        raise Problems([at(problem, text, name)])
    return Loop(name, Directive(document, "$for", _parse(document, "$for", match[2], names), names))


def _parse(document: Document, key: str, text: Any, names: Names) -> Expression:
    if text is False:
        text = "false"
    if not isinstance(text, str):
        raise _problem(document, key, f"'{key}' takes an expression, not {kind(text)}", "$when: service.autoscale")
    if "{{" in text:
        raise _problem(document, key, f"'{key}' is an expression already", "leave out the braces '{{ }}'")
    try:
        return parse(text, names)
    except ExpressionError as error:
        raise Problems([refused(document, (key,), error, text)]) from None


def _problem(document: Document, key: str, message: str, hint: str) -> Problems:
    return Problems([document.problem((key,), message, "directive", hint=hint)])


def _unknown(document: Document, key: str) -> Problem:
    hint = nearest(key, DIRECTIVES)
    return document.problem((key,), f"there is no directive '{shown(key)}'", "directive", hint=hint, key=True)
