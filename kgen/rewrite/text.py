"""The bytes of a file and back: what is added stands in lines that end as the file's own do."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Any, NamedTuple

from yaml import MarkedYAMLError

from kgen.load.characters import normal
from kgen.load.events import without_directives
from kgen.rewrite.edits import Edit, applied, line_behind, lines_at
from kgen.rewrite.render import block
from kgen.rewrite.splice import Splice
from kgen.rewrite.style import Layout, layout
from kgen.rewrite.tree import Node, trees

_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_CHARACTER = "\\U0001f600  "
"""Stands for a character that JSON writes as two escapes, which YAML does not know: as long as those, for keys to be found."""

_END = re.compile(r"^(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)


class Change(NamedTuple):
    """What one document of a file shall say, and the documents to put behind it, each with a line that says why."""

    before: Any
    after: Any
    behind: tuple[tuple[str, Any], ...] = ()


def rewritten(content: bytes, changes: list[Change]) -> bytes | None:
    """The file with these additions, one `Change` for each document that is not empty, in their order.

    None if its way of writing cannot take them, which hardly anything a person writes does: explicit keys (`? key`) may.
    """
    written = content.decode("utf-8")
    text = _SURROGATES.sub(lambda _: _CHARACTER, without_directives(normal(written)))
    try:
        documents = trees(text)
    except MarkedYAMLError:
        return None
    if len(documents) != len(changes):
        return None
    edits = _edits(text, documents, changes)
    return applied(written, _restored(written, edits)).encode("utf-8") if edits else content


def _edits(text: str, documents: list[Node], changes: list[Change]) -> list[Edit]:
    how = layout(documents)
    splice = Splice(text, how)
    for (root, change), (following, _) in pairwise([*zip(documents, changes, strict=True), (None, None)]):
        assert root is not None
        assert change is not None
        splice.document(root, change.before, change.after)
        if change.behind:
            splice.edits.append(_behind(text, root, following, change, how))
    return splice.edits


def _behind(text: str, root: Node, following: Node | None, change: Change, how: Layout) -> Edit:
    """New documents go before the line that ends this one."""
    found = _END.search(text, line_behind(text, root.end), following.start if following else len(text))
    at = found.start() if found else len(text)
    lines = [line for why, manifest in change.behind for line in ("---", f"# {why}", *block(manifest, 0, how))]
    return lines_at(text, at, lines)


def _restored(written: str, edits: list[Edit]) -> list[Edit]:
    """The edits for the text as written: with its byte order mark, and with its own line ends."""
    mark = 1 if written.startswith("\ufeff") else 0
    returns = [match.start() for match in re.finditer("\r\n", written)]
    # Each of them is one character shorter in the text that was edited.
    ends = [at - index - mark for index, at in enumerate(returns)]
    newline = "\r\n" if 2 * len(returns) > written.count("\n") else "\n"

    def place(at: int) -> int:
        return at + mark + bisect_left(ends, at)

    return [Edit(place(one.start), place(one.end), one.text.replace("\n", newline)) for one in edits]
