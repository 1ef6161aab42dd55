"""Additions to one document as additions to its text; nothing that stands there moves or changes its form."""

from __future__ import annotations

import re
from typing import Any

from kgen.rewrite.edits import Edit, line_behind, lines_at, next_line
from kgen.rewrite.render import as_json, block, flow, scalar
from kgen.rewrite.style import Layout
from kgen.rewrite.tree import Node

_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*[ \t]*")
"""An anchor or a tag (YAML 1.2, 6.9)."""

WIDTH = 80
"""Columns up to which an empty `{}` or `[]` is filled on its own line."""


class Splice:
    """Collects the `edits` that make the documents of a text say what they shall say.

    Where one anchor stands for values that are no longer the same, its alias is replaced by what it stands for.
    """

    def __init__(self, text: str, layout: Layout) -> None:
        self.edits: list[Edit] = []
        self._text = text
        self._layout = layout
        self._anchored: dict[str, Any] = {}
        self._json = False
        self._step: str | None = None

    def document(self, root: Node, before: Any, after: Any) -> None:
        """Adds to a document what `after` has and `before` has not."""
        self._anchored.clear()
        self._json = root.flow and bool(root.keys) and root.keys[0].style == '"'
        is_long = self._json and "\n" in self._text[root.start : root.end]
        self._step = (self._margin(root.keys[0].start) or None) if is_long else None
        self._value(root, before, after, None, root)

    def _value(self, node: Node, before: Any, after: Any, owner: Node | None, key: Node) -> None:
        if node.kind == "alias":
            if self._anchored.get(node.name) != after:
                self._replace(node, after, owner, key)
            return
        if node.kind == "map" and before:
            self._map(node, before, after)
        elif node.kind == "list" and before:
            self._list(node, before, after)
        elif before != after:
            self._replace(node, after, owner, key)
        if node.name:
            self._anchored[node.name] = after

    def _map(self, node: Node, before: dict[str, Any], after: dict[str, Any]) -> None:
        written = set()
        for key, item in zip(node.keys, node.items, strict=True):
            if key.text in before:
                written.add(key.text)
                self._value(item, before[key.text], after[key.text], node, key)
        new = {name: after[name] for name in sorted(after) if name not in written and after[name] != before.get(name)}
        if not new:
            return
        if node.flow:
            self._into_flow(node, [(f"{self._name(name)}: ", value) for name, value in new.items()])
        else:
            self._below(node, block(new, node.column, self._layout))

    def _list(self, node: Node, before: list[Any], after: list[Any]) -> None:
        for item, one, other in zip(node.items, before, after, strict=False):
            self._value(item, one, other, node, item)
        new = after[len(before) :]
        if new and node.flow:
            self._into_flow(node, [("", value) for value in new])
        elif new:
            self._below(node, block(new, node.column, self._layout))

    def _below(self, node: Node, lines: list[str]) -> None:
        """Puts lines behind a value in block style, and behind the comments that follow it as a part of it."""
        self._insert(node.end, node.column, lines)

    def _insert(self, end: int, indent: int, lines: list[str]) -> None:
        text = self._text
        at = line_behind(text, end)
        while indent and text.startswith("#", at + self._blanks(at)) and self._blanks(at) >= indent:
            at = next_line(text, at)
        self.edits.append(lines_at(text, at, lines))

    def _blanks(self, at: int) -> int:
        """How many blanks stand at the beginning of a line."""
        line = self._text[at : next_line(self._text, at)]
        return len(line) - len(line.lstrip(" "))

    def _into_flow(self, node: Node, entries: list[tuple[str, Any]]) -> None:
        last, start = node.items[-1], (node.keys or node.items)[-1].start
        is_long = "\n" in self._text[last.end : node.end]
        between = f",\n{self._margin(start)}" if is_long else ", "
        written = (f"{between}{name}{self._inline(value, start, is_long=is_long)}" for name, value in entries)
        self.edits.append(Edit(last.end, last.end, "".join(written)))

    def _replace(self, node: Node, value: Any, owner: Node | None, key: Node) -> None:
        """Puts a value where nothing stands, or something empty, or an alias that means something else by now."""
        is_long = owner is not None and "\n" in self._text[owner.start : owner.end]
        in_line = self._inline(value, key.start, is_long=is_long)
        is_simple = not isinstance(value, dict | list) or not value
        start = self._bare(node)
        if owner is None or owner.flow or owner.kind == "list" or is_simple or self._fits(node, value, in_line):
            blank = " " if start == node.end and not self._text[start - 1].isspace() else ""
            self.edits.append(Edit(start, node.end, f"{blank}{in_line}"))
            return
        while node.end > start > 0 and self._text[start - 1] == " ":
            start -= 1
        if node.end > start:
            self.edits.append(Edit(start, node.end, ""))
        indent = key.column + (self._layout.step if isinstance(value, dict) else self._layout.offset)
        self._insert(node.end, indent, block(value, indent, self._layout))

    def _bare(self, node: Node) -> int:
        """Where a value begins behind its anchor and tag, which stay."""
        start = node.start
        while found := _PROPERTY.match(self._text, start, node.end):
            start = found.end()
        return start

    def _fits(self, node: Node, value: Any, in_line: str) -> bool:
        inner = value.values() if isinstance(value, dict) else value
        is_deep = any(isinstance(item, dict | list) for item in inner)
        return node.flow and not is_deep and node.column + len(in_line) <= WIDTH

    def _inline(self, value: Any, beside: int, *, is_long: bool) -> str:
        """A value inside flow style; as JSON over several lines where what stands around it is."""
        return as_json(value, self._step if is_long else None, self._margin(beside)) if self._json else flow(value)

    def _name(self, key: str) -> str:
        return as_json(key, None, "") if self._json else scalar(key)

    def _margin(self, at: int) -> str:
        """The blanks and tabs at the beginning of the line around a place."""
        start = self._text.rfind("\n", 0, at) + 1
        line = self._text[start:at]
        return line[: len(line) - len(line.lstrip(" \t"))]
