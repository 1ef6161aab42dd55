"""Linking: the calls of all services of one environment become a graph, seen from each service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kgen.link import needs
from kgen.link.calls import Known, resolve
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.link.member import Member, reference
from kgen.link.mesh import in_mesh
from kgen.link.observing import observing
from kgen.link.peers import Peer, missing_peers, peers
from kgen.link.placing import placing
from kgen.link.secrets import Made, secrets
from kgen.link.traffic import traffic
from kgen.model.container import Port
from kgen.problems import Problem


class Linked(NamedTuple):
    """One service with what it calls and what calls it, both in the order of their names."""

    member: Member
    calls: list[ResolvedCall]
    callers: list[ResolvedCaller]


def link(members: Iterable[Member], unread: Iterable[str], *, complete: bool = True) -> tuple[list[Linked], list[Problem]]:
    """The graph of one environment.

    `unread` names services that exist but could not be read: calls of them are no problem. `complete`: there are no others, whose
    very names could not be read.
    """
    problems: list[Problem] = []
    chosen = list(members)
    known = Known({**dict.fromkeys(unread), **{member.name: member for member in chosen}}, complete)
    graph = {member.name: Linked(member, [], []) for member in chosen}
    made: Made = {}
    asked: list[Peer] = []
    for member in chosen:
        seen = graph[member.name]
        for call, port in resolve(member, known, problems):
            seen.calls.append(call)
            if port is not None:
                graph[call.name].callers.append(_caller(member, port))
        needs.storage(member, problems)
        needs.workload(member, problems)
        problems += secrets(member, made)
        observing(member, problems)
        placing(member, problems)
        traffic(member, problems)
        asked.extend(peers(member))
        seen.calls.extend(needs.needed_calls(member, problems))
        seen.callers.extend(needs.needed_callers(member, problems))
    if asked and complete and not known.members.keys() - graph.keys():
        problems += missing_peers(asked, chosen)
    if chosen and chosen[0].environment.mesh:
        in_mesh(list(graph.values()), problems)
    for seen in graph.values():
        seen.calls.sort(key=lambda call: call.name)
        seen.callers.sort(key=lambda caller: caller.name)
    return list(graph.values()), problems


def _caller(member: Member, port: Port) -> ResolvedCaller:
    return ResolvedCaller(name=member.name, namespace=member.namespace, pods=member.pods, ports=[reference(port)])
