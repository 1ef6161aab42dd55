"""Which service accounts have rights at the Kubernetes API, as far as the manifests tell."""

from __future__ import annotations

from collections.abc import Iterable

from kgen.rewrite.piece import Piece
from kgen.rules import Manifest, child, maps

BINDINGS = ("RoleBinding", "ClusterRoleBinding")
FIELDS = ("serviceAccountName", "serviceAccount")


def account_of(pod: Manifest) -> str:
    """The name of the account that a pod runs under."""
    named = (pod.get(field) for field in FIELDS)
    return next((name for name in named if isinstance(name, str) and name), "default")


class Rights:
    """The accounts that bindings name."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._by: dict[tuple[str, str], str] = {}
        for piece in pieces:
            for subject in maps(piece.manifest, "subjects") if piece.kind in BINDINGS else ():
                home, name = str(subject.get("namespace") or piece.namespace), str(subject.get("name"))
                if subject.get("kind") == "ServiceAccount":
                    # Manifests without a namespace may be applied to any.
                    for namespace in (home, ""):
                        self._by.setdefault((namespace, name), f"{piece.kind} '{piece.name}'")

    def of(self, namespace: str, account: str) -> str:
        """What gives rights to the account, such as "RoleBinding 'x'"; empty if nothing does."""
        return self._by.get((namespace, account), "")

    def of_piece(self, piece: Piece) -> str:
        """What gives rights to a ServiceAccount, or to the one of a workload."""
        account = piece.name if piece.kind == "ServiceAccount" else account_of(child(piece.template, "spec"))
        return self.of(piece.namespace, account)
