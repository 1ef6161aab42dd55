"""A manifest on its way through hardening, and all that is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kgen.problems import Path
from kgen.rewrite.additions import Addition
from kgen.rules import Manifest, kind_of, name_of, namespace_of, template_of


class Filled(NamedTuple):
    """What a rule added to a manifest."""

    rule: str
    addition: Addition


class Companion(NamedTuple):
    """A manifest that stands by another, why a rule asks for it, and the comment above it."""

    rule: str
    manifest: Manifest
    why: str


class Open(NamedTuple):
    """What only a person can decide about a manifest, at a path inside it."""

    rule: str
    path: Path
    message: str


@dataclass(slots=True)
class Piece:
    """One manifest: as it becomes, what was added by which rule, what joins it, and what is left for a person."""

    manifest: Manifest
    filled: list[Filled] = field(default_factory=list)
    companions: list[Companion] = field(default_factory=list)
    left: list[Open] = field(default_factory=list)
    exempt: frozenset[str] = frozenset()
    """The rules that the object itself is exempted from, by annotations of kgen or of public checkers."""

    @property
    def kind(self) -> str:
        return kind_of(self.manifest)

    @property
    def name(self) -> str:
        return name_of(self.manifest)

    @property
    def namespace(self) -> str:
        return namespace_of(self.manifest)

    @property
    def template(self) -> Manifest:
        """The pod template; an empty map for what has no pods."""
        return template_of(self.manifest, self.kind) or {}
