"""Linking: the calls of all services of one environment become a graph, seen from each service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgen.link import needs
from kgen.link.calls import Known, resolve
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.link.member import Member, reference
from kgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Linked:
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
    calls: dict[str, list[ResolvedCall]] = {}
    callers: dict[str, list[ResolvedCaller]] = {member.name: [] for member in chosen}
    for member in chosen:
        calls[member.name] = []
        for call, port in resolve(member, known, problems):
            calls[member.name].append(call)
            if port is not None:
                caller = ResolvedCaller.model_construct(
                    name=member.name, namespace=member.namespace, pods=member.pods, ports=[reference(port)]
                )
                callers[call.name].append(caller)
    return [_seen_from(member, calls[member.name], callers[member.name], problems) for member in chosen], problems


def _seen_from(member: Member, calls: list[ResolvedCall], callers: list[ResolvedCaller], problems: list[Problem]) -> Linked:
    needs.storage(member, problems)
    calls = [*calls, *needs.needed_calls(member, problems)]
    callers = [*callers, *needs.needed_callers(member, problems)]
    return Linked(member, sorted(calls, key=lambda call: call.name), sorted(callers, key=lambda caller: caller.name))
