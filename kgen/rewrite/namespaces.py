"""`--namespace`: where objects shall live that do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgen.problems import Problem, Problems, visible
from kgen.rewrite.fill import add
from kgen.rewrite.piece import Piece
from kgen.rules.stated_namespace import NAMESPACED
from kgen.validate.messages import shortened

RULE = "stated-namespace"
_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")
"""RFC 1123 label, as namespaces are named (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)."""


def state(pieces: Iterable[Piece], namespace: str) -> None:
    """Put the namespace on every object that lives in one and names none. Raises Problems if it is no name of a namespace."""
    if not _NAME.fullmatch(namespace):
        message = f"'{visible(shortened(namespace))}' is no name of a namespace"
        hint = "it must be at most 63 lower-case letters, digits and '-', such as shop-staging"
        raise Problems([Problem("--namespace", 0, 0, message, "namespace", hint)])
    for piece in pieces:
        if piece.kind in NAMESPACED and not piece.namespace and isinstance(piece.manifest.get("metadata"), dict):
            add(piece, RULE, ("metadata", "namespace"), namespace)
