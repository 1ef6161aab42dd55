"""A disruption budget for each workload of several copies that has none."""

from __future__ import annotations

from kgen.rewrite.companions.around import Around, manifest
from kgen.rewrite.piece import Companion, Piece
from kgen.rules import Subject, child, copied, selected
from kgen.rules._scaled import fewest
from kgen.rules._selection import kept

RULE = "disruption-budget"
AWAY = "25%"
"""What kgen's own services allow; of a few copies it is one."""


def add(piece: Piece, subject: Subject, around: Around) -> None:
    """Lets a quarter of the copies be away at once."""
    selector = child(piece.manifest, "spec", "selector")
    if piece.kind not in ("Deployment", "StatefulSet") or not selected(selector, subject.labels) or fewest(subject) < 2:
        return
    if any(subject in workloads for _, workloads in around.set.once(kept)):
        return
    written = {key: copied(value) for key, value in selector.items() if value is not None}
    spec = {"maxUnavailable": AWAY, "selector": written, "unhealthyPodEvictionPolicy": "AlwaysAllow"}
    name = around.named("PodDisruptionBudget", piece)
    why = f"How many copies of {piece.kind} {piece.name} may be away while nodes are drained."
    piece.companions.append(Companion(RULE, manifest("PodDisruptionBudget", "policy/v1", name, piece, spec=spec), why))
