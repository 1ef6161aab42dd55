"""The whole of hardening what anybody wrote: fills, then companions, then what is left for a person."""

from __future__ import annotations

from collections.abc import Mapping

from kgen.hardening.harden import harden
from kgen.rewrite import references
from kgen.rewrite.companions import account, budget, headless, policy
from kgen.rewrite.companions.around import Around
from kgen.rewrite.companions.calls import traffic
from kgen.rewrite.fill import fill
from kgen.rewrite.held import Known
from kgen.rewrite.piece import Companion, Piece
from kgen.rewrite.rights import Rights
from kgen.rewrite.selections import Selections
from kgen.rules import Context, Rule, copied


def hardened(pieces: list[Piece], rules: Mapping[str, Rule], context: Context) -> None:
    """Fill what the manifests lack, and add those that should stand by them, as far as the rules ask for it. Twice is as once."""
    rights = Rights(pieces)
    fill(pieces, rules.values(), context, Known(rights, Selections(pieces)))
    around = Around(pieces, context, rights)
    for piece, subject in around.workloads:
        account.add(piece, around, rules)
        if headless.RULE in rules:
            headless.add(piece, subject, around)
        if budget.RULE in rules:
            budget.add(piece, subject, around)
    if references.RULE in rules:
        for piece in pieces:
            references.add(piece, around)
    if policy.RULE in rules:
        known = traffic(around)
        for piece, subject in around.workloads:
            policy.add(piece, subject, around, known[id(piece)])
    around.set.release()
    for piece in pieces:
        piece.companions[:] = [_whole(companion, context) for companion in piece.companions]


def _whole(companion: Companion, context: Context) -> Companion:
    made = copied(companion.manifest)
    harden([made], context)
    return companion._replace(manifest=made)
