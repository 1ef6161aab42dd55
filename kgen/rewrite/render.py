"""New values as text: in block style for YAML, in flow style where the author used it, in JSON where the file is JSON."""

from __future__ import annotations

import json
from typing import Any

from kgen.formats._text import is_plain, number, quoted
from kgen.rewrite.style import Layout


def block(value: Any, indent: int, layout: Layout) -> list[str]:
    """The lines of a map or list that is not empty, each indented by `indent` columns; keys in alphabetical order."""
    return _map(value, indent, layout) if isinstance(value, dict) else _list(value, indent, layout)


def scalar(value: Any) -> str:
    """A scalar, or an empty map or list, as it may stand behind a key in block and flow style."""
    if isinstance(value, str):
        return value if is_plain(value) else quoted(value)
    return number(value) if not isinstance(value, dict | list) else str(value)


def flow(value: Any) -> str:
    """A value on one line, in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(value[key])}" for key in sorted(value)) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else scalar(value)


def as_json(value: Any, step: str | None, indent: str) -> str:
    """A value as JSON: with a `step` over several lines that begin with `indent`, without on one."""
    text = json.dumps(value, indent=step, ensure_ascii=False, sort_keys=True, separators=None if step else (", ", ": "))
    return text.replace("\n", f"\n{indent}")


def _map(value: dict[str, Any], indent: int, layout: Layout) -> list[str]:
    lines = []
    for key in sorted(value):
        item, name = value[key], f"{' ' * indent}{scalar(key)}:"
        if isinstance(item, dict | list) and item:
            deeper = layout.step if isinstance(item, dict) else layout.offset
            lines += [name, *block(item, indent + deeper, layout)]
        else:
            lines.append(f"{name} {scalar(item)}")
    return lines


def _list(value: list[Any], indent: int, layout: Layout) -> list[str]:
    lines = []
    dash = " " * indent + "-" + " " * (layout.dash - 1)
    for item in value:
        if isinstance(item, dict | list) and item:
            first, *rest = block(item, indent + layout.dash, layout)
            lines += [dash + first.lstrip(" "), *rest]
        else:
            lines.append(dash + scalar(item))
    return lines
