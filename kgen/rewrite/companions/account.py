"""An account of its own for each workload that has none, and the account that one names and nobody wrote."""

from __future__ import annotations

from collections.abc import Container

from kgen.rewrite.companions.around import Around, is_name, manifest
from kgen.rewrite.fill import add as filled
from kgen.rewrite.piece import Companion, Open, Piece
from kgen.rules import TEMPLATES, child

RULE = "service-account"
EXISTS = "service-account-exists"


def add(piece: Piece, around: Around, rules: Container[str]) -> None:
    """Gives a workload its account, unless rights hang on the one it has; as far as the rules ask for it."""
    pod = child(piece.template, "spec")
    named = pod.get("serviceAccountName") or pod.get("serviceAccount")
    if not isinstance(named, str) or not named:
        if RULE in rules:
            _own(piece, around)
    elif EXISTS in rules and named != "default" and is_name(named) and not around.has("ServiceAccount", piece.namespace, named):
        why = f"The account that {piece.kind} {piece.name} names."
        _put(piece, around, named, EXISTS, why)


def _own(piece: Piece, around: Around) -> None:
    way = (*TEMPLATES[piece.kind], "spec", "serviceAccountName")
    by = around.rights.of(piece.namespace, "default")
    if by:
        piece.left.append(Open(RULE, way, f"{by} gives rights to the account 'default', which it would no longer have"))
        return
    name = piece.name
    is_there = around.has("ServiceAccount", piece.namespace, name)
    if is_there and (_users(name, piece, around) or around.rights.of(piece.namespace, name)):
        name, is_there = around.named("ServiceAccount", piece), False
    filled(piece, RULE, way, name)
    if not is_there:
        _put(piece, around, name, RULE, f"An account of its own for {piece.kind} {piece.name}, without rights.")


def _users(name: str, piece: Piece, around: Around) -> list[str]:
    """The other workloads that run under the account."""
    return [
        other.name
        for other, subject in around.workloads
        if other is not piece and other.namespace == piece.namespace and subject.pod.get("serviceAccountName") == name
    ]


def _put(piece: Piece, around: Around, name: str, rule: str, why: str) -> None:
    by = around.rights.of(piece.namespace, name)
    token = {} if by else {"automountServiceAccountToken": False}
    around.claim("ServiceAccount", piece.namespace, name)
    piece.companions.append(Companion(rule, manifest("ServiceAccount", "v1", name, piece, **token), why))
