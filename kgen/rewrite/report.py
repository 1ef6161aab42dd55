"""What a run of hardening comes to, for those who print it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kgen.foreign.manifests import Skipped
from kgen.foreign.stream import documents
from kgen.hardening.verify import located
from kgen.lint.places import steps
from kgen.load.document import Document
from kgen.problems import Path, Problem
from kgen.rewrite.companions import policy
from kgen.rewrite.files import Placed, Text, Written
from kgen.rewrite.held import is_windows, of_linux
from kgen.rewrite.piece import Open
from kgen.rules import Context, Rule


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
    skipped: list[Skipped] = field(default_factory=list)
    """Documents that are no manifests."""
    left_out: list[str] = field(default_factory=list)
    """The rules that were not asked because their fills may stop a program."""


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


def leave(texts: list[Text], context: Context, left_out: Container[str] = ()) -> None:
    """Note at each piece what rules still ask for, but for those left out; what hardening has said of it is not said twice."""
    pieces = [placed.piece for text in texts for placed in text.pieces]
    by_manifest = {id(piece.manifest): piece for piece in pieces}
    known = {(id(piece), one.rule) for piece in pieces for one in piece.left if one.rule != policy.RULE}
    rules = {rule.name: rule for rule in context.rules}
    manifests = [piece.manifest for piece in pieces]
    manifests += [one.manifest for piece in pieces for one in piece.companions]
    for finding, manifest in located(manifests, context):
        piece = by_manifest.get(id(manifest))
        if piece is None or finding.exemption or finding.severity == "info" or (id(piece), finding.rule) in known:
            continue
        is_told = of_linux(rules[finding.rule]) and is_windows(piece)
        if finding.rule not in piece.exempt and finding.rule not in left_out and not is_told:
            piece.left.append(Open(finding.rule, steps(finding.path), finding.message))
