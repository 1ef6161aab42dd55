"""Which selectors would take pods for their own that they do not mean, once those bear the recommended labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgen.rewrite.additions import Addition, put
from kgen.rewrite.piece import Piece
from kgen.rules import TEMPLATES, child, copied, selected
from kgen.rules.recommended_labels import KEYS

SELECTORS = {"Service": "selector", "PodDisruptionBudget": "selector", "NetworkPolicy": "podSelector"}


class Selections:
    """The selectors of all manifests that ask for a recommended label."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._asked: list[tuple[Piece, dict[str, Any]]] = []
        for piece in pieces:
            if piece.kind in SELECTORS:
                selector = child(piece.manifest, "spec", SELECTORS[piece.kind])
                whole = {"matchLabels": selector} if piece.kind == "Service" else selector
                if any(key in child(whole, "matchLabels") for key in KEYS):
                    self._asked.append((piece, whole))

    def gained(self, piece: Piece, found: Iterable[Addition]) -> str:
        """What would select the pods of a workload only because of these additions, such as "Service 'x'"; empty if nothing."""
        if not self._asked or piece.kind not in TEMPLATES:
            return ""
        after = Piece(copied(piece.manifest))
        for addition in found:
            put(after.manifest, addition._replace(value=copied(addition.value)))
        before, then = (child(one.template, "metadata", "labels") for one in (piece, after))
        for other, selector in self._asked:
            if other.namespace == piece.namespace and selected(selector, then) and not selected(selector, before):
                return f"{other.kind} '{other.name}'"
        return ""
