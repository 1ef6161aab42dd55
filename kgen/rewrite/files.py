"""Files of manifests that anybody wrote: read as pieces, and written again with what those have gained."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kgen.foreign.manifests import Foreign, Skipped, sorted_out
from kgen.foreign.read import contents
from kgen.foreign.stream import documents
from kgen.foreign.walk import Named, files
from kgen.load.document import Document
from kgen.load.source import Source
from kgen.problems import Path as Way
from kgen.problems import Problem, Problems
from kgen.rewrite.additions import Addition, put
from kgen.rewrite.piece import Companion, Piece
from kgen.rewrite.text import Change, rewritten
from kgen.rules import copied

STDIN = "-"


class Placed(NamedTuple):
    """A piece and where it stands: `inside` is the way from the document to it."""

    piece: Piece
    document: Document
    inside: Way


@dataclass(slots=True)
class Text:
    """One file. One that is `broken` is left as it is, but what can be read of it is known to the others."""

    named: Named
    content: bytes
    documents: list[Document]
    pieces: list[Placed] = field(default_factory=list)
    broken: bool = False

    @property
    def name(self) -> str:
        return self.named.name

    @property
    def is_json(self) -> bool:
        """Whether it can hold only one document."""
        return len(self.documents) == 1 and self.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and self._is_json()

    def _is_json(self) -> bool:
        try:
            json.loads(self.content)
        except ValueError:
            return False
        return True


class Written(NamedTuple):
    """A file as it shall be; `before` is None for one that is new."""

    name: str
    path: Path
    before: bytes | None
    after: bytes


@dataclass(slots=True)
class Texts:
    """All files of a run, what is wrong with some, and the documents that are no manifests."""

    texts: list[Text] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        return [placed.piece for text in self.texts for placed in text.pieces]


def read(paths: Sequence[str], stdin: Callable[[], bytes]) -> Texts:
    """All manifests of files, folders and (`-`) standard input. Raises nothing: what is wrong stands among the problems."""
    named, problems = files(paths)
    beside = {one.path: _companions(one.path) for one in named if one.path.suffix == ".json"}
    missing = sorted({path for path in beside.values() if path.is_file() and not path.is_symlink()} - {one.path for one in named})
    named += [Named(path, os.path.normpath(path), asked=False) for path in missing]
    found = Texts(problems=problems)
    for one, data in contents(named, stdin, found.problems):
        _add(found, one, data)
    return found


def _companions(path: Path) -> Path:
    """The file beside a JSON file that holds what joins its object."""
    return path.with_name(f"{path.stem}-companions.json")


def _add(found: Texts, one: Named, data: bytes) -> None:
    known = len(found.problems)
    parsed, problems = documents(data, one.name)
    found.problems += problems
    if one.asked and not parsed and not problems:
        found.problems.append(Source(one.name, "").problem(None, "there is no manifest in it", "empty-file"))
    text = Text(one, data, parsed)
    for document in parsed:
        for each in sorted_out(document, asked=one.asked):
            if isinstance(each, Foreign):
                text.pieces.append(Placed(Piece(copied(each.manifest)), each.document, each.inside))
            elif isinstance(each, Skipped):
                found.skipped.append(each)
            else:
                found.problems.append(each)
    text.broken = len(found.problems) > known
    found.texts.append(text)


def written(text: Text) -> Iterator[Written]:
    """The file with what its pieces have gained, and one beside it where it cannot hold their companions.

    Raises Problems for a file that is written in a way that cannot take additions.
    """
    changes = [_change(document, text) for document in text.documents]
    after = rewritten(text.content, changes)
    expected = [document for change in changes for document in (change.after, *(made for _, made in change.behind))]
    if after is None or [one.data for one in documents(after, text.name)[0]] != expected:
        message = "nothing can be added to the way this file is written; it was left as it is"
        raise Problems([Source(text.name, "").problem(None, message, "fixed-form", "write out what '<<' merges into its maps")])
    yield Written(text.name, text.named.path, text.content, after)
    alone = [placed.piece for placed in text.pieces if not placed.inside] if text.is_json else []
    apart = [companion.manifest for piece in alone for companion in piece.companions]
    if apart:
        yield _beside(text, apart)


def _change(document: Document, text: Text) -> Change:
    after = copied(document.data)
    behind: list[Companion] = []
    for piece, home, inside in text.pieces:
        if home is document:
            for filled in piece.filled:
                put(after, Addition((*inside, *filled.addition.path), copied(filled.addition.value)))
            behind += piece.companions
            if inside:
                items = _at(after, inside[:-1])
                items += [copied(companion.manifest) for companion in piece.companions]
                behind.clear()
    if text.is_json:
        behind.clear()
    return Change(document.data, after, tuple((companion.why, companion.manifest) for companion in behind))


def _at(node: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        node = node[step]
    return node


def _beside(text: Text, manifests: list[Any]) -> Written:
    """A JSON file holds one object: what joins it stands in a List beside it."""
    path = _companions(text.named.path)
    if text.name != STDIN and os.path.lexists(path):
        message = f"what joins it belongs into '{path.name}', which is there and lacks some of it"
        hint = "remove that file, and it is made anew"
        raise Problems([Source(text.name, "").problem(None, message, "companions-file", hint)])
    listed = {"apiVersion": "v1", "items": manifests, "kind": "List"}
    data = (json.dumps(listed, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
    name = text.name if text.name == STDIN else str(Path(text.name).with_name(path.name))
    return Written(name, path, None, data)
