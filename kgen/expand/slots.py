"""Finds the expressions in a template, and refuses what a template cannot say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from kgen.expand.environment import ExpressionError
from kgen.expand.expressions import Expression, Names, RefusedError, parse
from kgen.expand.place import at
from kgen.expand.scalars import Code, split
from kgen.load import Document
from kgen.problems import Path, Problem

MOST_SLOTS = 2_000
"""Scalars with expressions in one template."""

MOST_STEPS = 500
"""Comparisons and calls in all expressions of one template: each may have to look through a long list."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A scalar of a template: `text` as it is written there. Leaves of `Template.trace` are slots."""

    document: Document = field(repr=False)
    path: Path
    text: str

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column of the scalar."""
        problem = self.document.problem(self.path, "", "")
        return problem.file, problem.line, problem.column


@dataclass(frozen=True, slots=True)
class Hole(Slot):
    """A slot with expressions in it: its parts are plain texts and expressions."""

    parts: tuple[str | Expression, ...]

    @property
    def whole(self) -> Expression | None:
        """The expression that is all of the scalar, and so keeps its type."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], Expression) else None

    @property
    def tree(self) -> nodes.Expr:
        if self.whole:
            return self.whole.node
        return nodes.Concat([nodes.Const(part) if isinstance(part, str) else part.node for part in self.parts])

    @property
    def expressions(self) -> Iterator[Expression]:
        return (part for part in self.parts if isinstance(part, Expression))


class Finder:
    """Walks a template's data; collects its holes and its problems."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document, self.names = document, names
        self.holes: list[Hole] = []
        self.problems: list[Problem] = []
        self.size = self.steps = 0
        self.full = False

    def walk(self, data: Any, path: Path) -> None:
        self.size += 1
        if isinstance(data, dict):
            for key, value in data.items():
                if self._key(key, (*path, key)):
                    self.walk(value, (*path, key))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                self.walk(value, (*path, index))
        elif isinstance(data, str):
            self._text(data, path)
        elif not _constant(data):
            message = "this has no value" if data is None else "this is no value that a manifest can have"
            self._problem(path, message, "empty-value", "write {} or [] for an empty map or list, or leave the key out")

    def _key(self, key: Any, path: Path) -> bool:
        if not isinstance(key, str) or "{{" in key:
            self.problems.append(
                self.document.problem(path, "keys hold no expressions", "expression-in-key", hint=_KEY_HINT, key=True)
            )
            return False
        if key in {"$when", "$for"}:
            message = f"'{key}' stands only at the root of a template"
            self.problems.append(self.document.problem(path, message, "directive", key=True))
            return False
        return True

    def _text(self, text: str, path: Path) -> None:
        if "{{" not in text and "{%" not in text and "{#" not in text:
            return
        try:
            parts = [self._part(part, path) if isinstance(part, Code) else part for part in split(text)]
        except ExpressionError as error:
            self._problem(path, str(error), "expression")
            return
        if any(isinstance(part, Expression) for part in parts):
            self.holes.append(Hole(self.document, path, text, tuple(parts)))
            self.steps += sum(part.steps for part in self.holes[-1].expressions)
        if not self.full and (len(self.holes) > MOST_SLOTS or self.steps > MOST_STEPS):
            self.full = True
            most = f"{MOST_SLOTS:,} expressions, and {MOST_STEPS} comparisons and calls"
            self._problem(path, f"a template has at most {most}", "expression", "split it, or let one fragment do more")

    def _part(self, code: str, path: Path) -> str | Expression:
        """The expression; after a problem the text as it is, which is never compiled."""
        try:
            return parse(code, self.names)
        except ExpressionError as error:
            self.problems.append(refused(self.document, path, error, code))
            return code

    def _problem(self, path: Path, message: str, code: str, hint: str = "") -> None:
        self.problems.append(self.document.problem(path, message, code, hint=hint))


_KEY_HINT = "to compute a key, let a fragment give the whole map"


def refused(document: Document, path: Path, error: ExpressionError, code: str) -> Problem:
    """The problem of an expression that the language does not have, at the piece that is to blame."""
    hint, part = (error.hint, error.part) if isinstance(error, RefusedError) else ("", "")
    return at(document.problem(path, str(error), "expression", hint=hint), code, part)


def _constant(data: Any) -> bool:
    return isinstance(data, bool | int) or (isinstance(data, float) and math.isfinite(data))
