"""Every rule fills what a manifest lacks, one rule after the other, so that each addition has its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgen.hardening.harden import harden
from kgen.problems import Path
from kgen.rewrite.additions import Addition, additions, put
from kgen.rewrite.held import Known, held, is_windows, of_linux
from kgen.rewrite.piece import Filled, Open, Piece
from kgen.rewrite.scratch import scratch
from kgen.rules import TEMPLATES, Context, ObjectRule, Rule, Rules, child, copied

READ_ONLY = "read-only-root-filesystem"


def fill(pieces: list[Piece], rules: Iterable[Rule], context: Context, known: Known) -> None:
    """Harden manifests in place. The order of rules changes nothing but the order of what is said."""
    for rule in rules:
        if rule.fills:
            _fill(pieces, rule, replace(context, rules=Rules((rule,))), known)


def _fill(pieces: list[Piece], rule: Rule, context: Context, known: Known) -> None:
    concerned = [piece for piece in pieces if _concerns(rule, piece)]
    if not concerned:
        return
    tried = {id(piece): copied(piece.manifest) for piece in concerned}
    harden([tried.get(id(piece), piece.manifest) for piece in pieces], context)
    for piece in concerned:
        found = list(additions(piece.manifest, tried[id(piece)]))
        if rule.name == READ_ONLY:
            found += list(scratch(piece, found))
        if found:
            _take(piece, rule, found, known)


def _take(piece: Piece, rule: Rule, found: list[Addition], known: Known) -> None:
    reason = held(rule, piece, found, known)
    if reason:
        piece.left.append(Open(rule.name, _parent(found[0].path), reason))
        return
    for addition in found:
        put(piece.manifest, Addition(addition.path, copied(addition.value)))
        piece.filled.append(Filled(rule.name, addition))


def _parent(path: Path) -> Path:
    return path[:-1]


def _concerns(rule: Rule, piece: Piece) -> bool:
    """Whether a rule is about a manifest; one that should have pods and has none is for the API to refuse."""
    kind = piece.kind
    if rule.name in piece.exempt or (of_linux(rule) and is_windows(piece)):
        return False
    if kind in TEMPLATES and not child(piece.template, "spec"):
        return False
    return kind in rule.kinds if rule.kinds else isinstance(rule, ObjectRule) or kind in TEMPLATES


def add(piece: Piece, rule: str, path: Path, value: object) -> None:
    """Add a value that stands nowhere, and the maps on its way."""
    node: object = piece.manifest
    length = 0
    while isinstance(node, dict) and node.get(path[length]) is not None:
        node = node[path[length]]
        length += 1
    for key in reversed(path[length + 1 :]):
        value = {key: value}
    addition = Addition(path[: length + 1], value)
    put(piece.manifest, Addition(addition.path, copied(addition.value)))
    piece.filled.append(Filled(rule, addition))
