"""Text of strangers in Markdown as GitHub and GitLab read it: shown as it is, without markup, links, mentions or references."""

from __future__ import annotations

import re

from kgen.problems import visible

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$@#]|:(?=//)|(?<=www)\.", re.IGNORECASE)

_WRITTEN = {"|": "&#124;", "@": "@&#8203;", "#": r"\#&#8203;"}
"""A pipe that ends no cell of a table; after `@` and `#` a space without width, so that nobody is notified, no issue linked."""

_MOST = 500
"""Characters of one text."""


def text(value: str, most: int = _MOST) -> str:
    """One line of text, cut to so many characters; it may stand in a table."""
    return _MARKUP.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), _cut(value, most))


def code(value: str, most: int = _MOST) -> str:
    """One line in code type; it may stand anywhere but in a table."""
    cut = _cut(value, most)
    longest = max(map(len, re.findall("`+", cut)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if cut.startswith(("`", " ")) or cut.endswith(("`", " ")) else ""
    return f"{fence}{edge}{cut or ' '}{edge}{fence}"


def _cut(value: str, most: int) -> str:
    shown = visible(value[:most])
    return shown if len(value) <= most and len(shown) <= most else f"{shown[: most - 1]}…"
