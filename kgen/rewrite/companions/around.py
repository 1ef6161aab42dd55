"""What companions have to know of the manifests around a workload."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kgen.rewrite.piece import Piece
from kgen.rewrite.rights import Rights
from kgen.rules import TEMPLATES, Context, Manifest, ManifestSet, Subject, child, maps
from kgen.rules.recommended_labels import VALUE

NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*")
"""RFC 1123 subdomain, as most objects are named (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)."""

LONGEST = 253
"""Characters of a name."""

LABELS = ("app.kubernetes.io/instance", "app.kubernetes.io/name")


class Around:
    """The manifests of one run, after their fills, by what they are to each other."""

    def __init__(self, pieces: list[Piece], context: Context, rights: Rights) -> None:
        self.pieces = pieces
        self.rights = rights
        self.set = ManifestSet([piece.manifest for piece in pieces], context)
        both = zip(pieces, self.set.subjects, strict=True)
        self.workloads = [(piece, one) for piece, one in both if one.kind in TEMPLATES and one.pod and is_name(piece.name)]
        """The pieces that have pods."""
        self._subjects = {id(piece): subject for piece, subject in self.workloads}
        self._borne = Counter((piece.namespace, *label) for piece, one in self.workloads for label in _labels(one))
        self._taken = {(piece.kind, piece.namespace, piece.name) for piece in pieces}

    def pods_of(self, piece: Piece) -> dict[str, str]:
        """One label that no other workload of the namespace bears, for a policy of one label; else all of the selector."""
        subject = self._subjects[id(piece)]
        labels = {key: value for key, value in subject.labels.items() if isinstance(value, str)}
        stated = child(piece.manifest, "spec", "selector", "matchLabels")
        selector = {key: value for key, value in labels.items() if stated.get(key) == value}
        usual = {key: labels[key] for key in LABELS[::-1] if key in labels}
        for key, value in {**selector, **usual}.items():
            if self._borne[piece.namespace, key, value] == 1:
                return {key: value}
        return selector or labels

    def has(self, kind: str, namespace: str, name: str) -> bool:
        """Whether an object of this kind and name is there, or will be."""
        return (kind, namespace, name) in self._taken

    def named(self, kind: str, piece: Piece) -> str:
        """A name for a companion that no other object of its kind has: the workload's, or that and its kind."""
        names = (piece.name, f"{piece.name}-{piece.kind.lower()}", f"{piece.name}-{piece.kind.lower()}-hardening")
        name = next(name for name in names if not self.has(kind, piece.namespace, name) or name == names[-1])
        self.claim(kind, piece.namespace, name)
        return name

    def claim(self, kind: str, namespace: str, name: str) -> None:
        """From now on an object of this kind and name is there."""
        self._taken.add((kind, namespace, name))


def manifest(kind: str, version: str, name: str, piece: Piece, **fields: Any) -> Manifest:
    """An object in the namespace of a workload, with the labels by which people find what belongs together."""
    stated = child(piece.manifest, "metadata", "labels")
    labels = {key: stated[key] for key in LABELS if VALUE.fullmatch(str(stated.get(key, "")))}
    metadata: Manifest = {"name": name}
    if labels:
        metadata["labels"] = labels
    if piece.namespace:
        metadata["namespace"] = piece.namespace
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **fields}


def is_name(text: str) -> bool:
    return len(text) <= LONGEST and NAME.fullmatch(text) is not None


def pod_ports(pod: Manifest) -> list[Manifest]:
    """The ports that the containers of a pod declare."""
    return [
        port
        for listed in ("containers", "initContainers")
        for container in maps(pod, listed)
        for port in maps(container, "ports")
        if type(port.get("containerPort")) is int
    ]


def _labels(subject: Subject) -> Iterator[tuple[str, str]]:
    return ((key, value) for key, value in subject.labels.items() if isinstance(value, str))
