"""Neighbours that are said to be in a namespace of this project, whose services are all known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kgen.link.member import NAME_LABEL, Member
from kgen.model.traffic import Call, Caller
from kgen.problems import Path, Problem
from kgen.validate.messages import listing, nearest, shortened


class Peer(NamedTuple):
    """A neighbour that is named as services of kgen are: who names it where, its namespace and its name."""

    member: Member
    path: Path
    namespace: str
    name: str


def peers(member: Member) -> Iterator[Peer]:
    """The neighbours of a service that may be services of this project."""
    service = member.service
    declared: tuple[tuple[str, Mapping[str, Call] | Mapping[str, Caller]], ...] = (
        ("callers", service.callers),
        ("calls", service.calls),
    )
    for field, entries in declared:
        for name, entry in entries.items():
            if entry.namespace and NAME_LABEL in entry.pods:
                yield Peer(member, (field, name, "pods", NAME_LABEL), entry.namespace, entry.pods[NAME_LABEL])


def missing_peers(asked: Iterable[Peer], members: Iterable[Member]) -> Iterator[Problem]:
    """A problem for each that its namespace does not have, where a policy would let nobody in or out.

    Pods of other origin may live there too. So only names of services elsewhere, and names that are nearly one's, are told of.
    """
    places: dict[str, set[str]] = {}
    for member in members:
        places.setdefault(member.name, set()).add(member.namespace)
    for peer in asked:
        there = {name for name, namespaces in places.items() if peer.namespace in namespaces}
        elsewhere = listing("it is in", places.get(peer.name, ()))
        hint = elsewhere or nearest(peer.name, there)
        if peer.name not in there and there and hint:
            message = f"no service '{shortened(peer.name)}' of this project is in the namespace '{shortened(peer.namespace)}'"
            yield peer.member.origin.problem(peer.path, message, "unknown-peer", hint=hint)
