"""What a run of hardening comes to, for those who print it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kgen.foreign.stream import documents
from kgen.hardening.verify import verify
from kgen.load.document import Document
from kgen.problems import Path, Problem
from kgen.rewrite.files import Placed, Text, Written
from kgen.rewrite.piece import Open, Piece
from kgen.rules import Context, Rule

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]|\['([^']+)'\]")


class Place(NamedTuple):
    """A line of a file, and the object that stands there."""

    file: str
    line: int
    column: int
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Said(NamedTuple):
    """One thing to say of an object: the rule it is about, where, and what."""

    rule: str
    place: Place
    text: str


@dataclass(slots=True)
class Report:
    """What was added, by which rule, and what is left for a person; all in the order of files and lines.

    `companions` are the objects that join others. `changed` are the files that differ, `files` and `objects` count all.
    """

    rules: Mapping[str, Rule]
    filled: list[Said] = field(default_factory=list)
    companions: list[Said] = field(default_factory=list)
    left: list[Said] = field(default_factory=list)
    changed: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    objects: int = 0


def told(report: Report, text: Text, after: bytes | None) -> None:
    """Add what was done to one file. Places are those of the file in which the person will look: as it was, or `after`."""
    if after is None:
        for placed in text.pieces:
            _tell(report, text.name, placed, placed.document)
        return
    found = iter(documents(after, text.name)[0])
    for document in text.documents:
        now = next(found)
        for placed in text.pieces:
            if placed.document is document:
                _tell(report, text.name, placed, now)
        behind = 0 if text.is_json else sum(_behind(placed) for placed in text.pieces if placed.document is document)
        for _ in range(behind):
            next(found)


def _behind(placed: Placed) -> int:
    return 0 if placed.inside else len(placed.piece.companions)


def _tell(report: Report, file: str, placed: Placed, document: Document) -> None:
    piece = placed.piece

    def said(rule: str, path: Path, text: str) -> Said:
        span = document.span((*placed.inside, *path))
        return Said(rule, Place(file, span.line, span.column, piece.kind, piece.name), text)

    report.filled += [said(rule, one.path, dotted(one.path)) for rule, one in piece.filled]
    report.companions += [
        said(one.rule, (), f"{one.manifest['kind']} {one.manifest['metadata']['name']}") for one in piece.companions
    ]
    report.left += [said(one.rule, one.path, one.message) for one in piece.left]


def dotted(path: Path) -> str:
    """A path as findings write it."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif "." in step or "/" in step:
            text += f"['{step}']"
        else:
            text += f".{step}" if text else step
    return text


def steps(path: str) -> Path:
    """The path that findings write this way."""
    return tuple(int(index) if index else key or quoted for key, index, quoted in _STEP.findall(path))


def leave(texts: list[Text], context: Context) -> None:
    """Note at each piece what rules still ask for; what hardening already has said of it is not said twice."""
    pieces = {(one.piece.kind, one.piece.namespace, one.piece.name): one.piece for text in texts for one in text.pieces}
    known = {(id(piece), one.rule) for piece in pieces.values() for one in piece.left if one.path}
    manifests = [piece.manifest for text in texts for piece in _pieces(text)]
    manifests += [one.manifest for text in texts for piece in _pieces(text) for one in piece.companions]
    for finding in verify(manifests, context):
        piece = pieces.get((finding.kind, finding.namespace, finding.name))
        if piece and not finding.exemption and finding.severity != "info" and (id(piece), finding.rule) not in known:
            piece.left.append(Open(finding.rule, steps(finding.path), finding.message))


def _pieces(text: Text) -> Iterator[Piece]:
    return (placed.piece for placed in text.pieces)
