"""What is exported: rules, the environment they are asked in, and who is exempted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kgen.model.environment import Environment
from kgen.rules import Rule

PLACE = ("kgen-system", "kgen-exemptions")
"""Namespace and name of the list of exemptions, unless others are named; the namespace is then written, too."""


class Exempted(NamedTuple):
    """One rule that does not count for an object, or only for one of its containers."""

    namespace: str
    kind: str
    name: str
    rule: str
    container: str = ""


class Left(NamedTuple):
    """A rule that no cluster asks, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is asked to write.

    `policies` are the rules that are admission policies already, as the documents that were written; `selector` chooses
    namespaces by their labels; `deny` refuses what error rules find; `place` is the namespace and the name of the object that
    lists the exemptions.
    """

    rules: Sequence[Rule]
    environment: Environment
    exempted: Sequence[Exempted] = ()
    policies: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    selector: Mapping[str, Any] = field(default_factory=dict)
    deny: bool = False
    place: tuple[str, str] = PLACE
