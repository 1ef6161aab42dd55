"""Where a rule must not fill: what the manifests themselves say would provably stop the program."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from kgen.rewrite.additions import Addition
from kgen.rewrite.piece import Piece
from kgen.rewrite.rights import Rights
from kgen.rewrite.selections import Selections
from kgen.rules import ContainerRule, PodRule, Rule, child

_LINKS = re.compile(r"\b[A-Z0-9_]+_SERVICE_(?:HOST|PORT)\b|\b[A-Z0-9_]+_PORT_[0-9]+_(?:TCP|UDP)\b")
"""The variables that Kubernetes makes of Services."""

LABELS = "recommended-labels"
LINUX = "linux-nodes"
_WINDOWS = "its pods run on Windows, for which kgen has no practices: what they state is left to a person"

_TOKEN = ("token-automount", "service-account-automount")


class Known(NamedTuple):
    """What all manifests together tell of each."""

    rights: Rights
    selections: Selections


def held(rule: Rule, piece: Piece, found: list[Addition], known: Known) -> str:
    """Why the rule's fill is left to a person; empty if nothing speaks against it."""
    if rule.name == LABELS:
        by = known.selections.gained(piece, found)
        return f"{by} would take its pods for its own if they bore these labels" if by else ""
    if rule.name in _TOKEN:
        by = known.rights.of_piece(piece)
        return f"{by} gives it rights at the Kubernetes API, for which it needs the token" if by else ""
    if rule.name == "service-links":
        read = _LINKS.search(json.dumps(child(piece.template, "spec")))
        return f"it reads '{read[0]}', which comes from these links" if read else ""
    return _WINDOWS if rule.name == LINUX and is_windows(piece) else ""


def is_windows(piece: Piece) -> bool:
    """Whether the pods run on Windows: most of what is said of pods and containers is refused there, so it is left alone."""
    pod = child(piece.template, "spec")
    return "windows" in (child(pod, "os").get("name"), child(pod, "nodeSelector").get("kubernetes.io/os"))


def of_linux(rule: Rule) -> bool:
    """Whether a rule fills in what only pods on Linux can state."""
    return rule.fills and isinstance(rule, PodRule | ContainerRule) and rule.name != LINUX
